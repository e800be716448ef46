# ruleid: terraform.aws.rds-no-iam-login
resource "aws_db_instance" "bad_1" {
  engine = "postgres"
}

resource "aws_db_instance" "bad_1_0" {
  engine = "postgres"
  # ruleid: terraform.aws.rds-no-iam-login
  iam_database_authentication_enabled = false
}

# ok: terraform.aws.rds-no-iam-login
resource "aws_db_instance" "good_1" {
  engine = "postgres"
  # ok: terraform.aws.rds-no-iam-login
  iam_database_authentication_enabled = true
}
