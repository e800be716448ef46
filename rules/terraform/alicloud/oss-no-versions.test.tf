# ruleid: terraform.alicloud.oss-no-versions
resource "alicloud_oss_bucket" "bad_1" {
}

resource "alicloud_oss_bucket" "bad_2" {
  versioning {
    # ruleid: terraform.alicloud.oss-no-versions
    status = "Suspended"
  }
}

# ok: terraform.alicloud.oss-no-versions
resource "alicloud_oss_bucket" "good_1" {
  versioning {
    status = "Enabled"
  }
}
