# ruleid: terraform.aws.password-policy-symbols
resource "aws_iam_account_password_policy" "bad_1" {
}

resource "aws_iam_account_password_policy" "bad_1_0" {
  # ruleid: terraform.aws.password-policy-symbols
  require_symbols = false
}

# ok: terraform.aws.password-policy-symbols
resource "aws_iam_account_password_policy" "good_1" {
  # ok: terraform.aws.password-policy-symbols
  require_symbols = true
}
