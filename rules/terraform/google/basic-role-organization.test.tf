resource "google_organization_iam_member" "bad_1" {
  # ruleid: terraform.google.basic-role-organization
  role = "roles/owner"
}

# ok: terraform.google.basic-role-organization
resource "google_organization_iam_member" "good_1" {
  # ok: terraform.google.basic-role-organization
  role = "roles/storage.objectViewer"
}

resource "google_organization_iam_binding" "bad_2" {
  # ruleid: terraform.google.basic-role-organization
  role = "roles/owner"
}

# ok: terraform.google.basic-role-organization
resource "google_organization_iam_binding" "good_2" {
}
