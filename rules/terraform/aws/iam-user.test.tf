# ruleid: terraform.aws.iam-user
resource "aws_iam_user" "bad_case_1" {
  name = "a"
}

# ok: terraform.aws.iam-user
resource "aws_iam_role" "good_case_1" {
  name = "a"
}
