resource "google_container_cluster" "a" {
  master_auth {
    client_certificate_config {
      # ruleid: terraform.google.gke-client-certificate
      issue_client_certificate = true
    }
  }
}
# ok: terraform.google.gke-client-certificate
resource "google_container_cluster" "b" {
  master_auth {
    client_certificate_config {
      issue_client_certificate = false
    }
  }
}
