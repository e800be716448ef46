# ruleid: terraform.aws.password-policy-upper
resource "aws_iam_account_password_policy" "bad_1" {
}

resource "aws_iam_account_password_policy" "bad_1_0" {
  # ruleid: terraform.aws.password-policy-upper
  require_uppercase_characters = false
}

# ok: terraform.aws.password-policy-upper
resource "aws_iam_account_password_policy" "good_1" {
  # ok: terraform.aws.password-policy-upper
  require_uppercase_characters = true
}
