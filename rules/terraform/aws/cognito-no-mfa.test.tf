# ruleid: terraform.aws.cognito-no-mfa
resource "aws_cognito_user_pool" "a" {
  name = "a"
}
# ok: terraform.aws.cognito-no-mfa
resource "aws_cognito_user_pool" "b" {
  mfa_configuration = "ON"
}
