# ok: terraform.aws.iam-policy-admin
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
  # ruleid: terraform.aws.iam-policy-admin
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }]
  })
}
