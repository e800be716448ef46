# ruleid: terraform.alicloud.mongodb-no-ssl
resource "alicloud_mongodb_instance" "bad_1" {
}

resource "alicloud_mongodb_instance" "bad_2" {
  # ruleid: terraform.alicloud.mongodb-no-ssl
  ssl_action = "Close"
}

# ok: terraform.alicloud.mongodb-no-ssl
resource "alicloud_mongodb_instance" "good_1" {
  ssl_action = "Open"
}
