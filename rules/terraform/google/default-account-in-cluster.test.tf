# ruleid: terraform.google.default-account-in-cluster
resource "google_project_default_service_accounts" "a" {
  project = "p"
}

resource "google_container_cluster" "a" {
  node_config {
    service_account = google_project_default_service_accounts.a.id
  }
}
# ok: terraform.google.default-account-in-cluster
resource "google_project_default_service_accounts" "b" {
  project = "p"
}
