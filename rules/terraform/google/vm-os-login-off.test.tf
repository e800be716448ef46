resource "google_compute_instance" "bad_case_1" {
  metadata = {
    # ruleid: terraform.google.vm-os-login-off
    enable-oslogin = false
  }
}

# ok: terraform.google.vm-os-login-off
resource "google_compute_instance" "good_case_1" {
  metadata = {
    enable-oslogin = true
  }
}
