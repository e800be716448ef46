resource "aws_sns_topic_policy" "a" {
  # ruleid: terraform.aws.topic-other-accounts
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:role/a" }
      Action    = "sns:Publish"
      Resource  = "*"
    }]
  })
}
# ok: terraform.aws.topic-other-accounts
resource "aws_sns_topic_policy" "b" {
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = "*"
    }]
  })
}
