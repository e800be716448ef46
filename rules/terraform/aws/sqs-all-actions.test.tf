resource "aws_sqs_queue_policy" "a" {
  # ruleid: terraform.aws.sqs-all-actions
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = "*"
      Resource  = "*"
    }]
  })
}
# ok: terraform.aws.sqs-all-actions
resource "aws_sqs_queue_policy" "b" {
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = "sqs:SendMessage"
      Resource  = "*"
    }]
  })
}
