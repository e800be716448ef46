resource "google_compute_firewall" "a" {
  direction          = "EGRESS"
  # ruleid: terraform.google.firewall-egress-open
  destination_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "icmp"
  }
}
# ok: terraform.google.firewall-egress-open
resource "google_compute_firewall" "b" {
  direction          = "EGRESS"
  destination_ranges = ["10.0.0.0/8"]
  allow {
    protocol = "icmp"
  }
}
