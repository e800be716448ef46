# ruleid: terraform.aws.s3-no-notifications
resource "aws_s3_bucket" "bad_case_1" {
}

# ok: terraform.aws.s3-no-notifications
resource "aws_s3_bucket" "linked" {
}

resource "aws_s3_bucket_notification" "x" {
  bucket = aws_s3_bucket.linked.id
}
