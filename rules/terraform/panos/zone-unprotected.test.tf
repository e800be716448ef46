# ruleid: terraform.panos.zone-unprotected
resource "panos_zone" "a" {
  mode = "layer3"
}
# ok: terraform.panos.zone-unprotected
resource "panos_zone" "b" {
  zone_profile = "strict"
}
