# ruleid: terraform.aws.rds-no-logs
resource "aws_db_instance" "bad_case_1" {
  engine = "postgres"
}

# ok: terraform.aws.rds-no-logs
resource "aws_db_instance" "good_case_1" {
  enabled_cloudwatch_logs_exports = ["postgresql"]
}
