# ruleid: terraform.aws.cloudfront-disabled
resource "aws_cloudfront_distribution" "bad_1" {
}

resource "aws_cloudfront_distribution" "bad_1_0" {
  # ruleid: terraform.aws.cloudfront-disabled
  enabled = false
}

# ok: terraform.aws.cloudfront-disabled
resource "aws_cloudfront_distribution" "good_1" {
  # ok: terraform.aws.cloudfront-disabled
  enabled = true
}
