resource "alicloud_db_instance" "bad_1" {
  # ruleid: terraform.alicloud.rds-no-log-connections
  engine = "PostgreSQL"
}

resource "alicloud_db_instance" "bad_2" {
  # ruleid: terraform.alicloud.rds-no-log-connections
  engine = "PostgreSQL"
  parameters {
    name  = "log_connections"
    value = "off"
  }
}

# ok: terraform.alicloud.rds-no-log-connections
resource "alicloud_db_instance" "good_1" {
  engine = "PostgreSQL"
  parameters {
    name  = "log_connections"
    value = "on"
  }
}

# ok: terraform.alicloud.rds-no-log-connections
resource "alicloud_db_instance" "good_2" {
  engine = "MySQL"
}
