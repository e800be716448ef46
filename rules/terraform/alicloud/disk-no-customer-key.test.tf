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
