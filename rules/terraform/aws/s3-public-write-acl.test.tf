resource "aws_s3_bucket" "bad_case_1" {
  # ruleid: terraform.aws.s3-public-write-acl
  acl = "public-read-write"
}

# ok: terraform.aws.s3-public-write-acl
resource "aws_s3_bucket" "good_case_1" {
  acl = "public-read"
}
