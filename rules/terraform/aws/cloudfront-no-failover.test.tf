# ruleid: terraform.aws.cloudfront-no-failover
resource "aws_cloudfront_distribution" "bad_case_1" {
  enabled = true
}

# ok: terraform.aws.cloudfront-no-failover
resource "aws_cloudfront_distribution" "good_case_1" {
  origin_group {
    failover_criteria {
      status_codes = [500]
    }
    member {
      origin_id = "a"
    }
    member {
      origin_id = "b"
    }
  }
}
