# ruleid: terraform.alicloud.rds-short-retention
resource "alicloud_db_instance" "bad_1" {
}

resource "alicloud_db_instance" "bad_2" {
  sql_collector_status       = "Enabled"
  # ruleid: terraform.alicloud.rds-short-retention
  sql_collector_config_value = 30
}

# ok: terraform.alicloud.rds-short-retention
resource "alicloud_db_instance" "good_1" {
  sql_collector_status       = "Enabled"
  sql_collector_config_value = 180
}
