# ruleid: terraform.aws.sqs-unencrypted
resource "aws_sqs_queue" "bad_case_1" {
  name = "q"
}

# ok: terraform.aws.sqs-unencrypted
resource "aws_sqs_queue" "good_case_1" {
  sqs_managed_sse_enabled = true
}
