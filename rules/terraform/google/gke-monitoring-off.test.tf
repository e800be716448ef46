resource "google_container_cluster" "a" {
  # ruleid: terraform.google.gke-monitoring-off
  monitoring_service = "none"
}
# ok: terraform.google.gke-monitoring-off
resource "google_container_cluster" "b" {
  name = "b"
}
