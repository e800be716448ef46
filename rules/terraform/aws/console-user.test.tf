# ruleid: terraform.aws.console-user
resource "aws_iam_user" "linked" {
  name = "a"
}

# ok: terraform.aws.console-user
resource "aws_iam_user" "good_case_1" {
  name = "b"
}

resource "aws_iam_user_login_profile" "p" {
  user = aws_iam_user.linked.name
}
