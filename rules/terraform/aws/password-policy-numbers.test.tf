# ruleid: terraform.aws.password-policy-numbers
resource "aws_iam_account_password_policy" "bad_1" {
}

resource "aws_iam_account_password_policy" "bad_1_0" {
  # ruleid: terraform.aws.password-policy-numbers
  require_numbers = false
}

# ok: terraform.aws.password-policy-numbers
resource "aws_iam_account_password_policy" "good_1" {
  # ok: terraform.aws.password-policy-numbers
  require_numbers = true
}
