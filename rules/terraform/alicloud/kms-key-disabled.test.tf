resource "alicloud_kms_key" "bad_1" {
  # ruleid: terraform.alicloud.kms-key-disabled
  status = "Disabled"
}

# ok: terraform.alicloud.kms-key-disabled
resource "alicloud_kms_key" "good_1" {
  status = "Enabled"
}

# ok: terraform.alicloud.kms-key-disabled
resource "alicloud_kms_key" "good_2" {
}
