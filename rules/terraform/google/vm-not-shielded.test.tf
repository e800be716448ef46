# ruleid: terraform.google.vm-not-shielded
resource "google_compute_instance" "bad_case_1" {
  name = "x"
}

# ok: terraform.google.vm-not-shielded
resource "google_compute_instance" "good_case_1" {
  shielded_instance_config {
    enable_vtpm                 = true
    enable_integrity_monitoring = true
  }
}
