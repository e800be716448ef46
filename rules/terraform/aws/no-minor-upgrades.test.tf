# ruleid: terraform.aws.no-minor-upgrades
resource "aws_mq_broker" "bad_1" {
}

# ok: terraform.aws.no-minor-upgrades
resource "aws_mq_broker" "good_1" {
  # ok: terraform.aws.no-minor-upgrades
  auto_minor_version_upgrade = true
}

resource "aws_dms_replication_instance" "bad_2" {
  # ruleid: terraform.aws.no-minor-upgrades
  auto_minor_version_upgrade = false
}

# ok: terraform.aws.no-minor-upgrades
resource "aws_dms_replication_instance" "good_2" {
  # ok: terraform.aws.no-minor-upgrades
  auto_minor_version_upgrade = true
}

# ruleid: terraform.aws.no-minor-upgrades
resource "aws_db_instance" "bad_3" {
}

# ok: terraform.aws.no-minor-upgrades
resource "aws_db_instance" "good_3" {
  # ok: terraform.aws.no-minor-upgrades
  auto_minor_version_upgrade = true
}

resource "aws_rds_cluster_instance" "bad_4" {
  # ruleid: terraform.aws.no-minor-upgrades
  auto_minor_version_upgrade = false
}

# ok: terraform.aws.no-minor-upgrades
resource "aws_rds_cluster_instance" "good_4" {
  # ok: terraform.aws.no-minor-upgrades
  auto_minor_version_upgrade = true
}
