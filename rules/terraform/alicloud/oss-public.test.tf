resource "alicloud_oss_bucket" "bad_1" {
  # ruleid: terraform.alicloud.oss-public
  acl = "public-read"
}

resource "alicloud_oss_bucket" "bad_2" {
  # ruleid: terraform.alicloud.oss-public
  acl = "public-read-write"
}

# ok: terraform.alicloud.oss-public
resource "alicloud_oss_bucket" "good_1" {
  acl = "private"
}

# ok: terraform.alicloud.oss-public
resource "alicloud_oss_bucket" "good_2" {
}
