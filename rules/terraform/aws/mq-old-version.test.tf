resource "aws_mq_broker" "a" {
  engine_type    = "ActiveMQ"
  # ruleid: terraform.aws.mq-old-version
  engine_version = "5.15.9"
}
# ok: terraform.aws.mq-old-version
resource "aws_mq_broker" "b" {
  engine_type    = "ActiveMQ"
  engine_version = "5.18.4"
}
