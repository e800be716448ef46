# ruleid: terraform.aws.parameter-no-customer-key
resource "aws_ssm_parameter" "bad_1" {
  type = "SecureString"
}

# ok: terraform.aws.parameter-no-customer-key
resource "aws_ssm_parameter" "good_1" {
  type = "SecureString"
  # ok: terraform.aws.parameter-no-customer-key
  key_id = "${var.given}-x"
}
