resource "aws_cloudfront_distribution" "bad_case_1" {
  origin {
    custom_origin_config {
      # ruleid: terraform.aws.cloudfront-old-origin-ssl
      origin_ssl_protocols = ["SSLv3"]
    }
  }
}

# ok: terraform.aws.cloudfront-old-origin-ssl
resource "aws_cloudfront_distribution" "good_case_1" {
  origin {
    custom_origin_config {
      origin_ssl_protocols = ["TLSv1.2"]
    }
  }
}
