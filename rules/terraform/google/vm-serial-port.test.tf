resource "google_compute_instance" "bad_case_1" {
  metadata = {
    # ruleid: terraform.google.vm-serial-port
    serial-port-enable = true
  }
}

# ok: terraform.google.vm-serial-port
resource "google_compute_instance" "good_case_1" {
  metadata = {
    serial-port-enable = false
  }
}
