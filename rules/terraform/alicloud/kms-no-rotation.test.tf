# ruleid: terraform.alicloud.kms-no-rotation
resource "alicloud_kms_key" "bad_1" {
}

resource "alicloud_kms_key" "bad_2" {
  # ruleid: terraform.alicloud.kms-no-rotation
  automatic_rotation = "Disabled"
}

# ok: terraform.alicloud.kms-no-rotation
resource "alicloud_kms_key" "good_1" {
  automatic_rotation = "Enabled"
}
