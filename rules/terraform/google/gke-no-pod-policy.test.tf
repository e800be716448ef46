# ruleid: terraform.google.gke-no-pod-policy
resource "google_container_cluster" "a" {
  min_master_version = "1.24"
}
# ok: terraform.google.gke-no-pod-policy
resource "google_container_cluster" "b" {
  min_master_version = "1.30"
}
