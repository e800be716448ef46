resource "google_container_cluster" "bad_1" {
  # ruleid: terraform.google.gke-alpha
  enable_kubernetes_alpha = true
}

# ok: terraform.google.gke-alpha
resource "google_container_cluster" "good_1" {
  # ok: terraform.google.gke-alpha
  enable_kubernetes_alpha = false
}
