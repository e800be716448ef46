resource "google_compute_firewall" "bad_case_1" {
  # ruleid: terraform.google.firewall-open-all
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "all"
  }
}

# ok: terraform.google.firewall-open-all
resource "google_compute_firewall" "good_case_1" {
  source_ranges = ["10.0.0.0/8"]
  allow {
    protocol = "all"
  }
}
