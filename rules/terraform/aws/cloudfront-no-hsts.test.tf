# ruleid: terraform.aws.cloudfront-no-hsts
resource "aws_cloudfront_response_headers_policy" "bad_case_1" {
  name = "x"
}

# ok: terraform.aws.cloudfront-no-hsts
resource "aws_cloudfront_response_headers_policy" "good_case_1" {
  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 31536000
      include_subdomains         = true
      override                   = true
      preload                    = true
    }
  }
}
