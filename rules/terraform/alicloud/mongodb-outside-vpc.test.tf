# ruleid: terraform.alicloud.mongodb-outside-vpc
resource "alicloud_mongodb_instance" "bad_1" {
}

resource "alicloud_mongodb_instance" "bad_2" {
  # ruleid: terraform.alicloud.mongodb-outside-vpc
  network_type = "Classic"
}

# ok: terraform.alicloud.mongodb-outside-vpc
resource "alicloud_mongodb_instance" "good_1" {
  network_type = "VPC"
}
