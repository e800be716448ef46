# ruleid: terraform.aws.no-iam-database-login
resource "aws_rds_cluster" "bad_1" {
}

# ok: terraform.aws.no-iam-database-login
resource "aws_rds_cluster" "good_1" {
  # ok: terraform.aws.no-iam-database-login
  iam_database_authentication_enabled = true
}

resource "aws_neptune_cluster" "bad_2" {
  # ruleid: terraform.aws.no-iam-database-login
  iam_database_authentication_enabled = false
}

# ok: terraform.aws.no-iam-database-login
resource "aws_neptune_cluster" "good_2" {
  # ok: terraform.aws.no-iam-database-login
  iam_database_authentication_enabled = true
}
