resource "google_container_cluster" "a" {
  # ruleid: terraform.google.gke-logging-off
  logging_service = "none"
}
# ok: terraform.google.gke-logging-off
resource "google_container_cluster" "b" {
  name = "b"
}
