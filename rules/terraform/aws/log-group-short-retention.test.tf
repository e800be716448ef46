resource "aws_cloudwatch_log_group" "bad_case_1" {
  # ruleid: terraform.aws.log-group-short-retention
  retention_in_days = 30
}

# ok: terraform.aws.log-group-short-retention
resource "aws_cloudwatch_log_group" "good_case_1" {
  retention_in_days = 400
}
