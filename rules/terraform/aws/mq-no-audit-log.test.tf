# ruleid: terraform.aws.mq-no-audit-log
resource "aws_mq_broker" "bad_1" {
}

resource "aws_mq_broker" "bad_1_0" {
  logs {
    # ruleid: terraform.aws.mq-no-audit-log
    audit = false
  }
}

# ok: terraform.aws.mq-no-audit-log
resource "aws_mq_broker" "good_1" {
  logs {
    # ok: terraform.aws.mq-no-audit-log
    audit = true
  }
}
