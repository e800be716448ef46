resource "google_folder_iam_member" "a" {
  # ruleid: terraform.google.role-may-impersonate
  role   = "roles/iam.serviceAccountAdmin"
  member = "user:a@example.com"
}
# ok: terraform.google.role-may-impersonate
resource "google_folder_iam_member" "b" {
  role   = "roles/viewer"
  member = "user:a@example.com"
}
