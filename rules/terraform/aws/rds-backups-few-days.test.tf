# ruleid: terraform.aws.rds-backups-few-days
resource "aws_db_instance" "a" {
  engine = "mysql"
}
# ok: terraform.aws.rds-backups-few-days
resource "aws_db_instance" "b" {
  backup_retention_period = 7
}
