resource "aws_cloudfront_distribution" "bad_1" {
  restrictions {
    geo_restriction {
      # ruleid: terraform.aws.cloudfront-no-geo-restriction
      restriction_type = "none"
    }
  }
}

# ok: terraform.aws.cloudfront-no-geo-restriction
resource "aws_cloudfront_distribution" "good_1" {
  restrictions {
    geo_restriction {
      # ok: terraform.aws.cloudfront-no-geo-restriction
      restriction_type = "whitelist"
    }
  }
}
