resource "alicloud_slb_tls_cipher_policy" "bad_1" {
  # ruleid: terraform.alicloud.old-tls
  tls_versions = ["TLSv1.1", "TLSv1.2"]
}

# ok: terraform.alicloud.old-tls
resource "alicloud_slb_tls_cipher_policy" "good_1" {
  tls_versions = ["TLSv1.2", "TLSv1.3"]
}
