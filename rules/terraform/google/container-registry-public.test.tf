# ruleid: terraform.google.container-registry-public
resource "google_container_registry" "linked" {
  name = "a"
}

# ok: terraform.google.container-registry-public
resource "google_container_registry" "good_case_1" {
  name = "b"
}

resource "google_storage_bucket_iam_member" "m" {
  x      = google_container_registry.linked.id
  member = "allUsers"
}
