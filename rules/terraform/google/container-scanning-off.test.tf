resource "google_project_services" "bad_case_1" {
  # ruleid: terraform.google.container-scanning-off
  services = ["iam.googleapis.com"]
}

# ok: terraform.google.container-scanning-off
resource "google_project_services" "good_case_1" {
  services = ["containerscanning.googleapis.com"]
}
