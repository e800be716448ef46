# ruleid: terraform.google.gke-no-release-channel
resource "google_container_cluster" "bad_1" {
}

# ok: terraform.google.gke-no-release-channel
resource "google_container_cluster" "good_1" {
  release_channel {
    # ok: terraform.google.gke-no-release-channel
    channel = "${var.given}-x"
  }
}
