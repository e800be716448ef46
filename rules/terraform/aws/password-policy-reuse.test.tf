resource "aws_iam_account_password_policy" "bad_case_1" {
  # ruleid: terraform.aws.password-policy-reuse
  password_reuse_prevention = 20
}

# ok: terraform.aws.password-policy-reuse
resource "aws_iam_account_password_policy" "good_case_1" {
  password_reuse_prevention = 24
}
