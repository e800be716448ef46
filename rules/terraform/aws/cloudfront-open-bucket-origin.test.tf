resource "aws_cloudfront_distribution" "bad_case_1" {
  # ruleid: terraform.aws.cloudfront-open-bucket-origin
  origin {
    domain_name = aws_s3_bucket.o.bucket_regional_domain_name
  }
}

# ok: terraform.aws.cloudfront-open-bucket-origin
resource "aws_cloudfront_distribution" "good_case_1" {
  origin {
    domain_name              = aws_s3_bucket.o.bucket_regional_domain_name
    origin_access_control_id = "x"
  }
}

resource "aws_s3_bucket" "o" {
  bucket = "o"
}
