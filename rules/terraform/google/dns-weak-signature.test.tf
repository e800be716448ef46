resource "google_dns_managed_zone" "a" {
  dnssec_config {
    state = "on"
    default_key_specs {
      # ruleid: terraform.google.dns-weak-signature
      algorithm = "rsasha1"
    }
  }
}
# ok: terraform.google.dns-weak-signature
resource "google_dns_managed_zone" "b" {
  dnssec_config {
    state = "on"
    default_key_specs {
      algorithm = "rsasha256"
    }
  }
}
