resource "google_compute_instance" "bad_case_1" {
  network_interface {
    # ruleid: terraform.google.vm-public-address
    access_config {
    }
  }
}

# ok: terraform.google.vm-public-address
resource "google_compute_instance" "good_case_1" {
  network_interface {
    network = "n"
  }
}
