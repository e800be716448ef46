resource "google_container_node_pool" "a" {
  node_config {
    # ruleid: terraform.google.gke-node-image
    image_type = "ubuntu"
  }
}
# ok: terraform.google.gke-node-image
resource "google_container_node_pool" "b" {
  node_config {
    image_type = "COS_CONTAINERD"
  }
}
