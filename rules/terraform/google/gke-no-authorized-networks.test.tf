# ruleid: terraform.google.gke-no-authorized-networks
resource "google_container_cluster" "bad_case_1" {
  name = "x"
}

# ok: terraform.google.gke-no-authorized-networks
resource "google_container_cluster" "good_case_1" {
  master_authorized_networks_config {
    cidr_blocks {
      cidr_block = "203.0.113.0/24"
    }
  }
}
