# ruleid: terraform.google.gke-no-network-policy
resource "google_container_cluster" "bad_1" {
}

resource "google_container_cluster" "bad_1_0" {
  network_policy {
    # ruleid: terraform.google.gke-no-network-policy
    enabled = false
  }
}

# ok: terraform.google.gke-no-network-policy
resource "google_container_cluster" "good_1" {
  network_policy {
    # ok: terraform.google.gke-no-network-policy
    enabled = true
  }
}
