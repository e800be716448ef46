# ruleid: terraform.alicloud.rds-no-ssl
resource "alicloud_db_instance" "bad_1" {
}

resource "alicloud_db_instance" "bad_2" {
  # ruleid: terraform.alicloud.rds-no-ssl
  ssl_action = "Close"
}

# ok: terraform.alicloud.rds-no-ssl
resource "alicloud_db_instance" "good_1" {
  ssl_action = "Open"
}
