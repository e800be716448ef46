resource "aws_cloudfront_distribution" "bad_case_1" {
  # ruleid: terraform.aws.cloudfront-default-certificate
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

# ok: terraform.aws.cloudfront-default-certificate
resource "aws_cloudfront_distribution" "good_case_1" {
  viewer_certificate {
    acm_certificate_arn = "arn"
  }
}
