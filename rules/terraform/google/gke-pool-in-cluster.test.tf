# ruleid: terraform.google.gke-pool-in-cluster
resource "google_container_cluster" "a" {
  node_pool {
    node_count = 1
  }
}
# ok: terraform.google.gke-pool-in-cluster
resource "google_container_cluster" "b" {
  remove_default_node_pool = true
}
