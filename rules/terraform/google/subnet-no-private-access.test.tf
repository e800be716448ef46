# ruleid: terraform.google.subnet-no-private-access
resource "google_compute_subnetwork" "a" {
  name = "a"
}
# ok: terraform.google.subnet-no-private-access
resource "google_compute_subnetwork" "b" {
  private_ip_google_access = true
}
