# ruleid: terraform.google.gke-no-groups
resource "google_container_cluster" "bad_1" {
}

# ok: terraform.google.gke-no-groups
resource "google_container_cluster" "good_1" {
  authenticator_groups_config {
    # ok: terraform.google.gke-no-groups
    security_group = "${var.given}-x"
  }
}
