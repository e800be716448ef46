resource "aws_ssm_document" "a" {
  document_type = "Session"
  # ruleid: terraform.aws.session-not-logged
  content       = jsonencode({ inputs = { s3BucketName = "b", s3EncryptionEnabled = false } })
}
# ok: terraform.aws.session-not-logged
resource "aws_ssm_document" "b" {
  document_type = "Session"
  content       = jsonencode({ inputs = { s3BucketName = "b", s3EncryptionEnabled = true } })
}
