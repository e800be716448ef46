# ruleid: terraform.alicloud.oss-no-access-log
resource "alicloud_oss_bucket" "bad_1" {
}

# ok: terraform.alicloud.oss-no-access-log
resource "alicloud_oss_bucket" "good_1" {
  logging {
    target_bucket = "logs"
  }
}
