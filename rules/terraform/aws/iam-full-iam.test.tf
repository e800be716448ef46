# ok: terraform.aws.iam-full-iam
resource "aws_iam_policy" "good_case_1" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_policy" "bad" {
  # ruleid: terraform.aws.iam-full-iam
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }]
  })
}
