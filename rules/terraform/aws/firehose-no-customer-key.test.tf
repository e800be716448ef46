# ruleid: terraform.aws.firehose-no-customer-key
resource "aws_kinesis_firehose_delivery_stream" "bad_case_1" {
}

# ok: terraform.aws.firehose-no-customer-key
resource "aws_kinesis_firehose_delivery_stream" "good_case_1" {
  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = "arn"
  }
}
