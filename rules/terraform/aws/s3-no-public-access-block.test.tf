# ruleid: terraform.aws.s3-no-public-access-block
resource "aws_s3_bucket" "bad_case_1" {
}

# ok: terraform.aws.s3-no-public-access-block
resource "aws_s3_bucket" "linked" {
}

resource "aws_s3_bucket_public_access_block" "x" {
  bucket = aws_s3_bucket.linked.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
