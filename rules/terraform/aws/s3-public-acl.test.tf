resource "aws_s3_bucket" "bad_case_1" {
  # ruleid: terraform.aws.s3-public-acl
  acl = "public-read"
}

# ruleid: terraform.aws.s3-public-acl
resource "aws_s3_bucket" "linked" {
  bucket = "x"
}

# ok: terraform.aws.s3-public-acl
resource "aws_s3_bucket" "good_case_1" {
  acl = "private"
}

resource "aws_s3_bucket_acl" "a" {
  bucket = aws_s3_bucket.linked.id
  acl    = "public-read"
}
