resource "aws_s3_bucket_public_access_block" "bad_case_1" {
  # ruleid: terraform.aws.s3-public-access-block-off
  block_public_acls       = false
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# ok: terraform.aws.s3-public-access-block-off
resource "aws_s3_bucket_public_access_block" "good_case_1" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
