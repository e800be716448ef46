# ruleid: terraform.aws.password-policy-lower
resource "aws_iam_account_password_policy" "bad_1" {
}

resource "aws_iam_account_password_policy" "bad_1_0" {
  # ruleid: terraform.aws.password-policy-lower
  require_lowercase_characters = false
}

# ok: terraform.aws.password-policy-lower
resource "aws_iam_account_password_policy" "good_1" {
  # ok: terraform.aws.password-policy-lower
  require_lowercase_characters = true
}
