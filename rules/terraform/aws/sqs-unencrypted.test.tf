resource "aws_sqs_queue" "orders" {
  name = "orders"
  # ruleid: terraform.aws.sqs-unencrypted
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "fifo" {
  # ruleid: terraform.aws.sqs-unencrypted
  sqs_managed_sse_enabled = false
  fifo_queue              = true
}

resource "aws_sqs_queue" "dead_letter" {
  name = "dead-letter"
  # ruleid: terraform.aws.sqs-unencrypted
  sqs_managed_sse_enabled   = false
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "managed" {
  name = "managed"
  # ok: terraform.aws.sqs-unencrypted
  sqs_managed_sse_enabled = true
}

# A KMS key takes its place.
resource "aws_sqs_queue" "kms" {
  name              = "kms"
  kms_master_key_id = aws_kms_key.queue.id
  # ok: terraform.aws.sqs-unencrypted
  sqs_managed_sse_enabled = false
}

# Encrypted by default.
# ok: terraform.aws.sqs-unencrypted
resource "aws_sqs_queue" "default" {
  name = "default"
}

# Not decided here.
resource "aws_sqs_queue" "from_caller" {
  # ok: terraform.aws.sqs-unencrypted
  sqs_managed_sse_enabled = var.sse
}
