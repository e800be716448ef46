# ruleid: terraform.google.gke-metadata-server-off
resource "google_container_node_pool" "bad_case_1" {
  name = "x"
}

# ok: terraform.google.gke-metadata-server-off
resource "google_container_node_pool" "good_case_1" {
  node_config {
    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }
}
