# ruleid: terraform.google.network-without-firewall
resource "google_compute_network" "bad_case_1" {
  name = "a"
}

# ok: terraform.google.network-without-firewall
resource "google_compute_network" "linked" {
  name = "b"
}

resource "google_compute_firewall" "f" {
  network = google_compute_network.linked.name
}
