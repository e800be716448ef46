resource "aws_iam_access_key" "bad_1" {
  # ruleid: terraform.aws.root-access-key
  user = "root"
}

# ok: terraform.aws.root-access-key
resource "aws_iam_access_key" "good_1" {
  # ok: terraform.aws.root-access-key
  user = "alice"
}
