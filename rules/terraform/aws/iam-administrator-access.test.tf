resource "aws_iam_role_policy_attachment" "bad_case_1" {
  # ruleid: terraform.aws.iam-administrator-access
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# ok: terraform.aws.iam-administrator-access
resource "aws_iam_role_policy_attachment" "good_case_1" {
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
