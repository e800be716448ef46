resource "aws_cloudfront_distribution" "bad_case_1" {
  viewer_certificate {
    # ruleid: terraform.aws.cloudfront-old-tls
    minimum_protocol_version = "TLSv1"
  }
}

# ok: terraform.aws.cloudfront-old-tls
resource "aws_cloudfront_distribution" "good_case_1" {
  viewer_certificate {
    minimum_protocol_version = "TLSv1.2_2021"
  }
}
