resource "aws_db_instance" "bad_case_1" {
  # ruleid: terraform.aws.rds-no-backup
  backup_retention_period = 0
}

# ok: terraform.aws.rds-no-backup
resource "aws_db_instance" "good_case_1" {
  backup_retention_period = 7
}
