resource "alicloud_log_audit" "bad_1" {
  variable_map = {
    # ruleid: terraform.alicloud.rds-audit-off
    rds_enabled = "false"
  }
}

# ruleid: terraform.alicloud.rds-audit-off
resource "alicloud_log_audit" "bad_2" {
}

# ok: terraform.alicloud.rds-audit-off
resource "alicloud_log_audit" "good_1" {
  variable_map = {
    rds_enabled = "true"
  }
}
