# ruleid: terraform.ncloud.storage-unencrypted
resource "ncloud_nas_volume" "a" {
  volume_size = 500
}
# ok: terraform.ncloud.storage-unencrypted
resource "ncloud_nas_volume" "b" {
  is_encrypted_volume = true
}
