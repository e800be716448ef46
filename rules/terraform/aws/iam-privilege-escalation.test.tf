resource "aws_iam_policy" "bad_1" {
  # ruleid: terraform.aws.iam-privilege-escalation
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:AttachUserPolicy"]
      Resource = "*"
    }]
  })
}

# ok: terraform.aws.iam-privilege-escalation
resource "aws_iam_policy" "good_1" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = "*"
    }]
  })
}

# ok: terraform.aws.iam-privilege-escalation
resource "aws_iam_policy" "good_2" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:AttachUserPolicy"]
      Resource = "arn:aws:s3:::bucket/*"
    }]
  })
}
