resource "google_compute_firewall" "a" {
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    # ruleid: terraform.google.firewall-all-ports
    ports    = ["0-65535"]
  }
}
# ok: terraform.google.firewall-all-ports
resource "google_compute_firewall" "b" {
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
