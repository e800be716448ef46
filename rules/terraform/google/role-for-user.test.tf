resource "google_project_iam_member" "a" {
  role   = "roles/viewer"
  # ruleid: terraform.google.role-for-user
  member = "user:a@example.com"
}
# ok: terraform.google.role-for-user
resource "google_project_iam_member" "b" {
  role   = "roles/viewer"
  member = "group:a@example.com"
}
