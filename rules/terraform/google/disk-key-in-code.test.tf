resource "google_compute_disk" "a" {
  disk_encryption_key {
    # ruleid: terraform.google.disk-key-in-code
    raw_key = "c29tZSBrZXkgb2YgdGhlIGRpc2s="
  }
}
# ok: terraform.google.disk-key-in-code
resource "google_compute_disk" "b" {
  disk_encryption_key {
    kms_key_self_link = "k"
  }
}
