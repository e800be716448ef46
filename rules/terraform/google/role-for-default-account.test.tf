resource "google_project_iam_member" "a" {
  role   = "roles/viewer"
  # ruleid: terraform.google.role-for-default-account
  member = "serviceAccount:123456-compute@developer.gserviceaccount.com"
}
# ok: terraform.google.role-for-default-account
resource "google_project_iam_member" "b" {
  role   = "roles/viewer"
  member = "user:a@example.com"
}
