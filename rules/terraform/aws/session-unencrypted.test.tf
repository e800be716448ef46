resource "aws_ssm_document" "a" {
  document_type = "Session"
  # ruleid: terraform.aws.session-unencrypted
  content       = jsonencode({ inputs = { s3BucketName = "b" } })
}
# ok: terraform.aws.session-unencrypted
resource "aws_ssm_document" "b" {
  document_type = "Session"
  content       = jsonencode({ inputs = { kmsKeyId = "k" } })
}
