resource "aws_db_instance" "bad_case_1" {
  # ruleid: terraform.aws.rds-no-enhanced-monitoring
  monitoring_interval = 0
}

# ok: terraform.aws.rds-no-enhanced-monitoring
resource "aws_db_instance" "good_case_1" {
  monitoring_interval = 30
}
