resource "aws_iam_account_password_policy" "bad_case_1" {
  # ruleid: terraform.aws.password-policy-length
  minimum_password_length = 10
}

# ok: terraform.aws.password-policy-length
resource "aws_iam_account_password_policy" "good_case_1" {
  minimum_password_length = 14
}
