# ruleid: terraform.google.gke-no-labels
resource "google_container_cluster" "a" {
  name = "a"
}
# ok: terraform.google.gke-no-labels
resource "google_container_cluster" "b" {
  resource_labels = {
    team = "web"
  }
}
