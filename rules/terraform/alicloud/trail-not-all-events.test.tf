# ruleid: terraform.alicloud.trail-not-all-events
resource "alicloud_actiontrail_trail" "bad_1" {
}

resource "alicloud_actiontrail_trail" "bad_2" {
  # ruleid: terraform.alicloud.trail-not-all-events
  event_rw = "Read"
}

# ok: terraform.alicloud.trail-not-all-events
resource "alicloud_actiontrail_trail" "good_1" {
  event_rw = "All"
}
