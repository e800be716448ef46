# ruleid: terraform.aws.firehose-unencrypted
resource "aws_kinesis_firehose_delivery_stream" "bad_1" {
}

resource "aws_kinesis_firehose_delivery_stream" "bad_1_0" {
  server_side_encryption {
    # ruleid: terraform.aws.firehose-unencrypted
    enabled = false
  }
}

# ok: terraform.aws.firehose-unencrypted
resource "aws_kinesis_firehose_delivery_stream" "good_1" {
  server_side_encryption {
    # ok: terraform.aws.firehose-unencrypted
    enabled = true
  }
}
