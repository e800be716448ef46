# ruleid: terraform.google.disk-no-customer-key
resource "google_compute_disk" "a" {
  size = 10
}
# ok: terraform.google.disk-no-customer-key
resource "google_compute_disk" "b" {
  disk_encryption_key {
    kms_key_self_link = "k"
  }
}
