# ruleid: terraform.aws.log-group-keeps-forever
resource "aws_cloudwatch_log_group" "bad_1" {
}

# ok: terraform.aws.log-group-keeps-forever
resource "aws_cloudwatch_log_group" "good_1" {
  # ok: terraform.aws.log-group-keeps-forever
  retention_in_days = "${var.given}-x"
}
