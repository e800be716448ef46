data "aws_iam_policy" "a" {
  # ruleid: terraform.aws.administrator-policy-by-name
  name = "AdministratorAccess"
}
# ok: terraform.aws.administrator-policy-by-name
data "aws_iam_policy" "b" {
  name = "ReadOnlyAccess"
}
