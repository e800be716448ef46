resource "google_compute_firewall" "a" {
  # ruleid: terraform.google.firewall-ingress-open
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
# ok: terraform.google.firewall-ingress-open
resource "google_compute_firewall" "b" {
  source_ranges = ["10.0.0.0/8"]
  allow {
    protocol = "tcp"
  }
}
