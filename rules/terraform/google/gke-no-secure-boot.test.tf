resource "google_container_node_pool" "bad_case_1" {
  # ruleid: terraform.google.gke-no-secure-boot
  node_config {
    disk_size_gb = 10
  }
}

# ok: terraform.google.gke-no-secure-boot
resource "google_container_node_pool" "good_case_1" {
  node_config {
    shielded_instance_config {
      enable_secure_boot = true
    }
  }
}
