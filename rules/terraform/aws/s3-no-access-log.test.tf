# ruleid: terraform.aws.s3-no-access-log
resource "aws_s3_bucket" "bad_case_1" {
}

# ok: terraform.aws.s3-no-access-log
resource "aws_s3_bucket" "linked" {
}

resource "aws_s3_bucket_logging" "x" {
  bucket = aws_s3_bucket.linked.id
}
