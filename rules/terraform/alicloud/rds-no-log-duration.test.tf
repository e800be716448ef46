resource "alicloud_db_instance" "bad_1" {
  # ruleid: terraform.alicloud.rds-no-log-duration
  engine = "PostgreSQL"
}

resource "alicloud_db_instance" "bad_2" {
  # ruleid: terraform.alicloud.rds-no-log-duration
  engine = "PostgreSQL"
  parameters {
    name  = "log_duration"
    value = "off"
  }
}

# ok: terraform.alicloud.rds-no-log-duration
resource "alicloud_db_instance" "good_1" {
  engine = "PostgreSQL"
  parameters {
    name  = "log_duration"
    value = "on"
  }
}

# ok: terraform.alicloud.rds-no-log-duration
resource "alicloud_db_instance" "good_2" {
  engine = "MySQL"
}
