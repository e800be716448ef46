# ok: terraform.aws.public-policy
resource "aws_sqs_queue_policy" "good_case_1" {
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = "x:y"
      Resource  = "*"
    }]
  })
}

resource "aws_sqs_queue_policy" "bad" {
  # ruleid: terraform.aws.public-policy
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "x:y"
      Resource  = "*"
    }]
  })
}
