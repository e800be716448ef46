# ruleid: terraform.aws.parameter-unencrypted
resource "aws_ssm_parameter" "bad_1" {
}

resource "aws_ssm_parameter" "bad_1_0" {
  # ruleid: terraform.aws.parameter-unencrypted
  type = "String"
}

# ok: terraform.aws.parameter-unencrypted
resource "aws_ssm_parameter" "good_1" {
  # ok: terraform.aws.parameter-unencrypted
  type = "SecureString"
}
