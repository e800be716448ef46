# ruleid: terraform.aws.no-deletion-protection
resource "aws_lb" "bad_1" {
}

# ok: terraform.aws.no-deletion-protection
resource "aws_lb" "good_1" {
  # ok: terraform.aws.no-deletion-protection
  enable_deletion_protection = true
}

resource "aws_alb" "bad_2" {
  # ruleid: terraform.aws.no-deletion-protection
  enable_deletion_protection = false
}

# ok: terraform.aws.no-deletion-protection
resource "aws_alb" "good_2" {
  # ok: terraform.aws.no-deletion-protection
  enable_deletion_protection = true
}

resource "aws_qldb_ledger" "bad_3" {
  # ruleid: terraform.aws.no-deletion-protection
  deletion_protection = false
}

# ok: terraform.aws.no-deletion-protection
resource "aws_qldb_ledger" "good_3" {
  # ok: terraform.aws.no-deletion-protection
  deletion_protection = true
}

# ruleid: terraform.aws.no-deletion-protection
resource "aws_db_instance" "bad_4" {
}

# ok: terraform.aws.no-deletion-protection
resource "aws_db_instance" "good_4" {
  # ok: terraform.aws.no-deletion-protection
  deletion_protection = true
}

resource "aws_rds_cluster" "bad_5" {
  # ruleid: terraform.aws.no-deletion-protection
  deletion_protection = false
}

# ok: terraform.aws.no-deletion-protection
resource "aws_rds_cluster" "good_5" {
  # ok: terraform.aws.no-deletion-protection
  deletion_protection = true
}

# ruleid: terraform.aws.no-deletion-protection
resource "aws_networkfirewall_firewall" "bad_6" {
}

resource "aws_networkfirewall_firewall" "bad_6_0" {
  # ruleid: terraform.aws.no-deletion-protection
  delete_protection = false
}

# ok: terraform.aws.no-deletion-protection
resource "aws_networkfirewall_firewall" "good_6" {
  # ok: terraform.aws.no-deletion-protection
  delete_protection = true
}
