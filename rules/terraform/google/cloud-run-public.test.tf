resource "google_cloud_run_service_iam_member" "bad_case_1" {
  # ruleid: terraform.google.cloud-run-public
  member = "allUsers"
}

# ok: terraform.google.cloud-run-public
resource "google_cloud_run_service_iam_member" "good_case_1" {
  member = "user:alice@example.com"
}
