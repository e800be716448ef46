resource "google_container_cluster" "a" {
  master_authorized_networks_config {
    cidr_blocks {
      # ruleid: terraform.google.gke-open-api-server
      cidr_block = "0.0.0.0/0"
    }
  }
}
# ok: terraform.google.gke-open-api-server
resource "google_container_cluster" "b" {
  master_authorized_networks_config {
    cidr_blocks {
      cidr_block = "10.0.0.0/8"
    }
  }
}
