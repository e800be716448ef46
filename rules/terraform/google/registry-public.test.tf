resource "google_artifact_registry_repository_iam_member" "bad_case_1" {
  # ruleid: terraform.google.registry-public
  member = "allUsers"
}

# ok: terraform.google.registry-public
resource "google_artifact_registry_repository_iam_member" "good_case_1" {
  member = "user:alice@example.com"
}
