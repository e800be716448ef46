resource "aws_iam_policy" "bad_1" {
  # ruleid: terraform.aws.iam-permissions-managed
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:PutRolePolicy"]
      Resource = "*"
    }]
  })
}

# ok: terraform.aws.iam-permissions-managed
resource "aws_iam_policy" "good_1" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = "*"
    }]
  })
}

# ok: terraform.aws.iam-permissions-managed
resource "aws_iam_policy" "good_2" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:PutRolePolicy"]
      Resource = "arn:aws:s3:::bucket/*"
    }]
  })
}
