resource "aws_iam_user_policy" "bad" {
  # ruleid: terraform.aws.user-policy-attachment
  user = "alice"
}

# ok: terraform.aws.user-policy-attachment
resource "aws_iam_policy_attachment" "good" {
  roles = ["r"]
}
