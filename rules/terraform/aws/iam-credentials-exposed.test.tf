resource "aws_iam_policy" "bad_1" {
  # ruleid: terraform.aws.iam-credentials-exposed
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:CreateAccessKey"]
      Resource = "*"
    }]
  })
}

# ok: terraform.aws.iam-credentials-exposed
resource "aws_iam_policy" "good_1" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = "*"
    }]
  })
}

# ok: terraform.aws.iam-credentials-exposed
resource "aws_iam_policy" "good_2" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:CreateAccessKey"]
      Resource = "arn:aws:s3:::bucket/*"
    }]
  })
}
