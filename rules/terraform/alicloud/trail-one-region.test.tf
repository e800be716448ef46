resource "alicloud_actiontrail_trail" "bad_1" {
  # ruleid: terraform.alicloud.trail-one-region
  trail_region = "cn-hangzhou"
}

# ok: terraform.alicloud.trail-one-region
resource "alicloud_actiontrail_trail" "good_1" {
  trail_region = "All"
}

# ok: terraform.alicloud.trail-one-region
resource "alicloud_actiontrail_trail" "good_2" {
}
