# ruleid: terraform.aws.s3-no-kms
resource "aws_s3_bucket" "bad_case_1" {
}

# ok: terraform.aws.s3-no-kms
resource "aws_s3_bucket" "linked" {
}

resource "aws_s3_bucket_server_side_encryption_configuration" "x" {
  bucket = aws_s3_bucket.linked.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}
