resource "aws_iam_account_password_policy" "bad_case_1" {
  # ruleid: terraform.aws.password-policy-age
  max_password_age = 120
}

# ok: terraform.aws.password-policy-age
resource "aws_iam_account_password_policy" "good_case_1" {
  max_password_age = 60
}
