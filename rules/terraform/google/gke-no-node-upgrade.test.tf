# ruleid: terraform.google.gke-no-node-upgrade
resource "google_container_node_pool" "a" {
  name = "a"
}
# ok: terraform.google.gke-no-node-upgrade
resource "google_container_node_pool" "b" {
  management {
    auto_upgrade = true
  }
}
