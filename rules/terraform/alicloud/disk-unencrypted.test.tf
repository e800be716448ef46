# ruleid: terraform.alicloud.disk-unencrypted
resource "alicloud_disk" "bad_1" {
}

resource "alicloud_disk" "bad_2" {
  # ruleid: terraform.alicloud.disk-unencrypted
  encrypted = false
}

# ok: terraform.alicloud.disk-unencrypted
resource "alicloud_disk" "good_1" {
  encrypted = true
}
