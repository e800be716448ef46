# ruleid: terraform.aws.cloudfront-no-response-headers
resource "aws_cloudfront_distribution" "bad_case_1" {
  enabled = true
}

# ok: terraform.aws.cloudfront-no-response-headers
resource "aws_cloudfront_distribution" "good_case_1" {
  default_cache_behavior {
    response_headers_policy_id = aws_cloudfront_response_headers_policy.p.id
  }
}

resource "aws_cloudfront_response_headers_policy" "p" {
  name = "p"
}
