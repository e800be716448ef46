# ruleid: terraform.aws.redshift-no-enhanced-routing
resource "aws_redshift_cluster" "bad_1" {
}

resource "aws_redshift_cluster" "bad_1_0" {
  # ruleid: terraform.aws.redshift-no-enhanced-routing
  enhanced_vpc_routing = false
}

# ok: terraform.aws.redshift-no-enhanced-routing
resource "aws_redshift_cluster" "good_1" {
  # ok: terraform.aws.redshift-no-enhanced-routing
  enhanced_vpc_routing = true
}
