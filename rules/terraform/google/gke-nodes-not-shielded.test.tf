resource "google_container_cluster" "bad_1" {
  # ruleid: terraform.google.gke-nodes-not-shielded
  enable_shielded_nodes = false
}

# ok: terraform.google.gke-nodes-not-shielded
resource "google_container_cluster" "good_1" {
  # ok: terraform.google.gke-nodes-not-shielded
  enable_shielded_nodes = true
}
