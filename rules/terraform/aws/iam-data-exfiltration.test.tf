resource "aws_iam_policy" "bad_1" {
  # ruleid: terraform.aws.iam-data-exfiltration
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = "*"
    }]
  })
}

# ok: terraform.aws.iam-data-exfiltration
resource "aws_iam_policy" "good_1" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = "*"
    }]
  })
}

# ok: terraform.aws.iam-data-exfiltration
resource "aws_iam_policy" "good_2" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = "arn:aws:s3:::bucket/*"
    }]
  })
}
