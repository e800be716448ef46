# ruleid: terraform.alicloud.rds-no-minor-upgrades
resource "alicloud_db_instance" "bad_1" {
}

resource "alicloud_db_instance" "bad_2" {
  # ruleid: terraform.alicloud.rds-no-minor-upgrades
  auto_upgrade_minor_version = "Manual"
}

# ok: terraform.alicloud.rds-no-minor-upgrades
resource "alicloud_db_instance" "good_1" {
  auto_upgrade_minor_version = "Auto"
}
