resource "aws_db_instance" "a" {
  engine         = "aurora-postgresql"
  # ruleid: terraform.aws.aurora-file-read
  engine_version = "11.6"
}
# ok: terraform.aws.aurora-file-read
resource "aws_db_instance" "b" {
  engine         = "aurora-postgresql"
  engine_version = "15.4"
}
