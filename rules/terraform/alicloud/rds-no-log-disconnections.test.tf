resource "alicloud_db_instance" "bad_1" {
  # ruleid: terraform.alicloud.rds-no-log-disconnections
  engine = "PostgreSQL"
}

resource "alicloud_db_instance" "bad_2" {
  # ruleid: terraform.alicloud.rds-no-log-disconnections
  engine = "PostgreSQL"
  parameters {
    name  = "log_disconnections"
    value = "off"
  }
}

# ok: terraform.alicloud.rds-no-log-disconnections
resource "alicloud_db_instance" "good_1" {
  engine = "PostgreSQL"
  parameters {
    name  = "log_disconnections"
    value = "on"
  }
}

# ok: terraform.alicloud.rds-no-log-disconnections
resource "alicloud_db_instance" "good_2" {
  engine = "MySQL"
}
