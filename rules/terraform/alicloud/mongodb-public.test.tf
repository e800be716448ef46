resource "alicloud_mongodb_instance" "bad_1" {
  # ruleid: terraform.alicloud.mongodb-public
  security_ip_list = ["0.0.0.0/0"]
}

# ok: terraform.alicloud.mongodb-public
resource "alicloud_mongodb_instance" "good_1" {
  security_ip_list = ["10.0.0.0/8"]
}

# ok: terraform.alicloud.mongodb-public
resource "alicloud_mongodb_instance" "good_2" {
}
