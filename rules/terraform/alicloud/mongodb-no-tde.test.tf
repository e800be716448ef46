# ruleid: terraform.alicloud.mongodb-no-tde
resource "alicloud_mongodb_instance" "bad_1" {
}

resource "alicloud_mongodb_instance" "bad_2" {
  # ruleid: terraform.alicloud.mongodb-no-tde
  tde_status = "disabled"
}

# ok: terraform.alicloud.mongodb-no-tde
resource "alicloud_mongodb_instance" "good_1" {
  tde_status = "enabled"
}
