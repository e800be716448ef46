# ruleid: terraform.aws.uploads-never-aborted
resource "aws_s3_bucket_lifecycle_configuration" "a" {
  rule {
    status = "Enabled"
  }
}
# ok: terraform.aws.uploads-never-aborted
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  rule {
    status = "Enabled"
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
