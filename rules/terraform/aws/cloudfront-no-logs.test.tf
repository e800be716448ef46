# ruleid: terraform.aws.cloudfront-no-logs
resource "aws_cloudfront_distribution" "bad_case_1" {
  enabled = true
}

# ok: terraform.aws.cloudfront-no-logs
resource "aws_cloudfront_distribution" "good_case_1" {
  logging_config {
    bucket = "b"
  }
}
