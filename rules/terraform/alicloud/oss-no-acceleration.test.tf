resource "alicloud_oss_bucket" "bad_1" {
  transfer_acceleration {
    # ruleid: terraform.alicloud.oss-no-acceleration
    enabled = false
  }
}

# ruleid: terraform.alicloud.oss-no-acceleration
resource "alicloud_oss_bucket" "bad_2" {
}

# ok: terraform.alicloud.oss-no-acceleration
resource "alicloud_oss_bucket" "good_1" {
  transfer_acceleration {
    enabled = true
  }
}
