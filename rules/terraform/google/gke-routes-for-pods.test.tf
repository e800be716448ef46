# ruleid: terraform.google.gke-routes-for-pods
resource "google_container_cluster" "a" {
  name = "a"
}
# ok: terraform.google.gke-routes-for-pods
resource "google_container_cluster" "b" {
  ip_allocation_policy {
  }
}
