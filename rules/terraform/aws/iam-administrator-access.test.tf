resource "aws_iam_role_policy_attachment" "ci" {
  role = aws_iam_role.ci.name
  # ruleid: terraform.aws.iam-administrator-access
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "ci" {
  name = "ci"
  # ruleid: terraform.aws.iam-administrator-access
  managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AdministratorAccess"]
}

resource "aws_ssoadmin_managed_policy_attachment" "all" {
  permission_set_arn = aws_ssoadmin_permission_set.all.arn
  # ruleid: terraform.aws.iam-administrator-access
  managed_policy_arn = "arn:aws-us-gov:iam::aws:policy/AdministratorAccess"
}

# Read only.
resource "aws_iam_role_policy_attachment" "reader" {
  role = aws_iam_role.reader.name
  # ok: terraform.aws.iam-administrator-access
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

# Administrator of one service.
resource "aws_iam_role_policy_attachment" "amplify" {
  role = aws_iam_role.amplify.name
  # ok: terraform.aws.iam-administrator-access
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess-Amplify"
}

# A policy of one's own.
resource "aws_iam_role_policy_attachment" "own" {
  role = aws_iam_role.ci.name
  # ok: terraform.aws.iam-administrator-access
  policy_arn = aws_iam_policy.deploy.arn
}

# Looked up, not attached.
data "aws_iam_policy" "admin" {
  # ok: terraform.aws.iam-administrator-access
  arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
