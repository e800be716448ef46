resource "alicloud_db_instance" "bad_1" {
  # ruleid: terraform.alicloud.rds-public
  security_ips = ["0.0.0.0/0"]
}

resource "alicloud_db_instance" "bad_2" {
  # ruleid: terraform.alicloud.rds-public
  security_ips = ["0.0.0.0", "10.0.0.1"]
}

# ok: terraform.alicloud.rds-public
resource "alicloud_db_instance" "good_1" {
  security_ips = ["10.0.0.0/8"]
}

# ok: terraform.alicloud.rds-public
resource "alicloud_db_instance" "good_2" {
}
