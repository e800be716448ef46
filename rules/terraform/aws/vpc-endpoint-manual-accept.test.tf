# ruleid: terraform.aws.vpc-endpoint-manual-accept
resource "aws_vpc_endpoint_service" "bad_1" {
}

resource "aws_vpc_endpoint_service" "bad_1_0" {
  # ruleid: terraform.aws.vpc-endpoint-manual-accept
  acceptance_required = false
}

# ok: terraform.aws.vpc-endpoint-manual-accept
resource "aws_vpc_endpoint_service" "good_1" {
  # ok: terraform.aws.vpc-endpoint-manual-accept
  acceptance_required = true
}
