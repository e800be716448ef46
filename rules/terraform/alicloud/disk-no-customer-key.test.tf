# ruleid: terraform.alicloud.disk-no-customer-key
resource "alicloud_disk" "bad_1" {
}

# ruleid: terraform.alicloud.disk-no-customer-key
resource "alicloud_disk" "bad_2" {
  encrypted = true
}

# ok: terraform.alicloud.disk-no-customer-key
resource "alicloud_disk" "good_1" {
  encrypted  = true
  kms_key_id = "key"
}

resource "alicloud_disk" "key_without_use" {
  # ruleid: terraform.alicloud.disk-no-customer-key
  encrypted  = false
  kms_key_id = "k"
}
