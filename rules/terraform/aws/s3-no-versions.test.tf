# ruleid: terraform.aws.s3-no-versions
resource "aws_s3_bucket" "bad_case_1" {
}

# ok: terraform.aws.s3-no-versions
resource "aws_s3_bucket" "linked" {
}

resource "aws_s3_bucket_versioning" "x" {
  bucket = aws_s3_bucket.linked.id
  versioning_configuration {
    status = "Enabled"
  }
}
