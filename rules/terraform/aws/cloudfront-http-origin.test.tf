resource "aws_cloudfront_distribution" "bad_case_1" {
  enabled = true
  origin {
    # ruleid: terraform.aws.cloudfront-http-origin
    domain_name = "x.elb.amazonaws.com"
    custom_origin_config {
      origin_protocol_policy = "http-only"
    }
  }
}

# ok: terraform.aws.cloudfront-http-origin
resource "aws_cloudfront_distribution" "good_case_1" {
  enabled = true
  origin {
    domain_name = "x.elb.amazonaws.com"
    custom_origin_config {
      origin_protocol_policy = "https-only"
    }
  }
}
