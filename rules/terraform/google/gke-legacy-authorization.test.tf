resource "google_container_cluster" "bad_1" {
  # ruleid: terraform.google.gke-legacy-authorization
  enable_legacy_abac = true
}

# ok: terraform.google.gke-legacy-authorization
resource "google_container_cluster" "good_1" {
  # ok: terraform.google.gke-legacy-authorization
  enable_legacy_abac = false
}
