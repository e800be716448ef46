resource "google_compute_firewall" "bad" {
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    # ruleid: terraform.google.firewall-rdp-open
    ports    = ["3388-3389"]
  }
}

# ok: terraform.google.firewall-rdp-open
resource "google_compute_firewall" "good" {
  source_ranges = ["10.0.0.0/8"]
  # ok: terraform.google.firewall-rdp-open
  allow {
    protocol = "tcp"
    # ok: terraform.google.firewall-rdp-open
    ports    = ["3389"]
  }
}
