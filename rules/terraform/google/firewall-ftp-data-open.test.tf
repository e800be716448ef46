resource "google_compute_firewall" "bad" {
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    # ruleid: terraform.google.firewall-ftp-data-open
    ports    = ["19-20"]
  }
}

# ok: terraform.google.firewall-ftp-data-open
resource "google_compute_firewall" "good" {
  source_ranges = ["10.0.0.0/8"]
  # ok: terraform.google.firewall-ftp-data-open
  allow {
    protocol = "tcp"
    # ok: terraform.google.firewall-ftp-data-open
    ports    = ["20"]
  }
}
