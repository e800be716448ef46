# ruleid: terraform.tencent.disk-unencrypted
resource "tencentcloud_cbs_storage" "bad_1" {
}

resource "tencentcloud_cbs_storage" "bad_2" {
  # ruleid: terraform.tencent.disk-unencrypted
  encrypt = false
}

# ok: terraform.tencent.disk-unencrypted
resource "tencentcloud_cbs_storage" "good_1" {
  encrypt = true
}
