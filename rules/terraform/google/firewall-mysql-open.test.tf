resource "google_compute_firewall" "bad" {
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    # ruleid: terraform.google.firewall-mysql-open
    ports    = ["3305-3306"]
  }
}

# ok: terraform.google.firewall-mysql-open
resource "google_compute_firewall" "good" {
  source_ranges = ["10.0.0.0/8"]
  # ok: terraform.google.firewall-mysql-open
  allow {
    protocol = "tcp"
    # ok: terraform.google.firewall-mysql-open
    ports    = ["3306"]
  }
}
