resource "google_compute_instance" "bad_case_1" {
  # ruleid: terraform.google.vm-default-account
  service_account {
    scopes = ["cloud-platform"]
  }
}

# ok: terraform.google.vm-default-account
resource "google_compute_instance" "good_case_1" {
  service_account {
    email = "app@p.iam.gserviceaccount.com"
  }
}
