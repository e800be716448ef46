resource "aws_sqs_queue" "bad_case_1" {
  # ruleid: terraform.aws.sqs-default-key
  kms_master_key_id = "alias/aws/sqs"
}

# ok: terraform.aws.sqs-default-key
resource "aws_sqs_queue" "good_case_1" {
  kms_master_key_id = "alias/mine"
}
