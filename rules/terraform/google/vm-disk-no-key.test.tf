# ruleid: terraform.google.vm-disk-no-key
resource "google_compute_instance" "bad_case_1" {
  name = "x"
}

# ok: terraform.google.vm-disk-no-key
resource "google_compute_instance" "good_case_1" {
  boot_disk {
    kms_key_self_link = "k"
  }
}
