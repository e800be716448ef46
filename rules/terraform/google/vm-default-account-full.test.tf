resource "google_compute_instance" "bad_case_1" {
  service_account {
    # ruleid: terraform.google.vm-default-account-full
    scopes = ["cloud-platform"]
  }
}

# ok: terraform.google.vm-default-account-full
resource "google_compute_instance" "good_case_1" {
  service_account {
    email  = "app@p.iam.gserviceaccount.com"
    scopes = ["cloud-platform"]
  }
}
