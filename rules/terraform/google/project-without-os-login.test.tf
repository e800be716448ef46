resource "google_compute_project_metadata" "bad" {
  # ruleid: terraform.google.project-without-os-login
  metadata = {
    foo = "bar"
  }
}

# ok: terraform.google.project-without-os-login
resource "google_compute_project_metadata" "good" {
  metadata = {
    enable-oslogin = "TRUE"
  }
}
