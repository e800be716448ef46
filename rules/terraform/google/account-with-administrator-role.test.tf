resource "google_project_iam_member" "a" {
  # ruleid: terraform.google.account-with-administrator-role
  role   = "roles/compute.admin"
  member = "serviceAccount:web@shop.iam.gserviceaccount.com"
}
# ok: terraform.google.account-with-administrator-role
resource "google_project_iam_member" "b" {
  role   = "roles/compute.viewer"
  member = "serviceAccount:web@shop.iam.gserviceaccount.com"
}
