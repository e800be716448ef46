resource "google_folder_iam_member" "bad_1" {
  # ruleid: terraform.google.basic-role-folder
  role = "roles/owner"
}

# ok: terraform.google.basic-role-folder
resource "google_folder_iam_member" "good_1" {
  # ok: terraform.google.basic-role-folder
  role = "roles/storage.objectViewer"
}

resource "google_folder_iam_binding" "bad_2" {
  # ruleid: terraform.google.basic-role-folder
  role = "roles/owner"
}

# ok: terraform.google.basic-role-folder
resource "google_folder_iam_binding" "good_2" {
}
