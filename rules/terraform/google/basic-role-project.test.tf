resource "google_project_iam_member" "bad_1" {
  # ruleid: terraform.google.basic-role-project
  role = "roles/owner"
}

# ok: terraform.google.basic-role-project
resource "google_project_iam_member" "good_1" {
  # ok: terraform.google.basic-role-project
  role = "roles/storage.objectViewer"
}

resource "google_project_iam_binding" "bad_2" {
  # ruleid: terraform.google.basic-role-project
  role = "roles/owner"
}

# ok: terraform.google.basic-role-project
resource "google_project_iam_binding" "good_2" {
}
