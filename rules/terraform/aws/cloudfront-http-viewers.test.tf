resource "aws_cloudfront_distribution" "bad_case_1" {
  default_cache_behavior {
    # ruleid: terraform.aws.cloudfront-http-viewers
    viewer_protocol_policy = "allow-all"
  }
}

# ok: terraform.aws.cloudfront-http-viewers
resource "aws_cloudfront_distribution" "good_case_1" {
  default_cache_behavior {
    viewer_protocol_policy = "redirect-to-https"
  }
}
