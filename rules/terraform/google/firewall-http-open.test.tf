resource "google_compute_firewall" "bad" {
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    # ruleid: terraform.google.firewall-http-open
    ports    = ["79-80"]
  }
}

# ok: terraform.google.firewall-http-open
resource "google_compute_firewall" "good" {
  source_ranges = ["10.0.0.0/8"]
  # ok: terraform.google.firewall-http-open
  allow {
    protocol = "tcp"
    # ok: terraform.google.firewall-http-open
    ports    = ["80"]
  }
}
