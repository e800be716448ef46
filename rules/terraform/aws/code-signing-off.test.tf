# ruleid: terraform.aws.code-signing-off
resource "aws_lambda_function" "bad_1" {
}

# ok: terraform.aws.code-signing-off
resource "aws_lambda_function" "good_1" {
  # ok: terraform.aws.code-signing-off
  code_signing_config_arn = "${var.given}-x"
}
