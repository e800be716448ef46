# ruleid: terraform.google.gke-no-intranode-visibility
resource "google_container_cluster" "bad_1" {
}

resource "google_container_cluster" "bad_1_0" {
  # ruleid: terraform.google.gke-no-intranode-visibility
  enable_intranode_visibility = false
}

# ok: terraform.google.gke-no-intranode-visibility
resource "google_container_cluster" "good_1" {
  # ok: terraform.google.gke-no-intranode-visibility
  enable_intranode_visibility = true
}
