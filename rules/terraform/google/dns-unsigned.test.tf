# ruleid: terraform.google.dns-unsigned
resource "google_dns_managed_zone" "a" {
  dns_name = "example.com."
}
# ok: terraform.google.dns-unsigned
resource "google_dns_managed_zone" "b" {
  dnssec_config {
    state = "on"
  }
}
