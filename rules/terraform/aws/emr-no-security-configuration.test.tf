# ruleid: terraform.aws.emr-no-security-configuration
resource "aws_emr_cluster" "bad_1" {
}

# ok: terraform.aws.emr-no-security-configuration
resource "aws_emr_cluster" "good_1" {
  # ok: terraform.aws.emr-no-security-configuration
  security_configuration = "${var.given}-x"
}
