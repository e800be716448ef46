resource "aws_emr_security_configuration" "bad_case_1" {
  # ruleid: terraform.aws.emr-no-sse-kms
  configuration = "{}"
}

# ok: terraform.aws.emr-no-sse-kms
resource "aws_emr_security_configuration" "good_case_1" {
  configuration = "{\"x\": \"SSE-KMS\"}"
}
