resource "google_project_iam_member" "a" {
  # ruleid: terraform.google.role-over-service-accounts
  role   = "roles/iam.serviceAccountUser"
  member = "user:a@example.com"
}
# ok: terraform.google.role-over-service-accounts
resource "google_project_iam_member" "b" {
  role   = "roles/viewer"
  member = "user:a@example.com"
}
