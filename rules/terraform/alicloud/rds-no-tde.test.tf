# ruleid: terraform.alicloud.rds-no-tde
resource "alicloud_db_instance" "bad_1" {
  engine = "MySQL"
}

resource "alicloud_db_instance" "bad_2" {
  engine     = "MySQL"
  # ruleid: terraform.alicloud.rds-no-tde
  tde_status = "Disabled"
}

# ok: terraform.alicloud.rds-no-tde
resource "alicloud_db_instance" "good_1" {
  engine     = "MySQL"
  tde_status = "Enabled"
}
