# ruleid: terraform.google.gke-public-nodes
resource "google_container_cluster" "bad" {
  name = "x"
}

# ok: terraform.google.gke-public-nodes
resource "google_container_cluster" "good" {
  private_cluster_config {
    enable_private_nodes = true
  }
}
