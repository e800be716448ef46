resource "aws_db_instance" "orders" {
  username = "orders"
  # ruleid: terraform.aws.db-password-literal
  password = "aaaa-bbbb-cccc"
}

resource "aws_rds_cluster" "orders" {
  master_username = "orders"
  # ruleid: terraform.aws.db-password-literal
  master_password = "aaaa-bbbb-cccc"
}

resource "aws_redshift_cluster" "warehouse" {
  # ruleid: terraform.aws.db-password-literal
  master_password = "Aaaa1111"
  master_username = "admin"
}

# Not in this file.
resource "aws_db_instance" "from_caller" {
  # ok: terraform.aws.db-password-literal
  password = var.password
}

resource "aws_db_instance" "from_store" {
  # ok: terraform.aws.db-password-literal
  password = random_password.db.result
}

# Kept and rotated by AWS.
resource "aws_db_instance" "managed" {
  # ok: terraform.aws.db-password-literal
  manage_master_user_password = true
}

# A mark to be replaced after the first start.
resource "aws_db_instance" "later" {
  # ok: terraform.aws.db-password-literal
  password = "CHANGE_ME_AFTER_CREATION"

  lifecycle {
    ignore_changes = [password]
  }
}

# Put together from elsewhere.
resource "aws_rds_cluster" "template" {
  # ok: terraform.aws.db-password-literal
  master_password = "${data.aws_secretsmanager_secret_version.db.secret_string}"
}
