resource "panos_ipsec_crypto_profile" "a" {
  # ruleid: terraform.panos.ipsec-unencrypted
  protocol = "ah"
}
# ok: terraform.panos.ipsec-unencrypted
resource "panos_ipsec_crypto_profile" "b" {
  protocol = "esp"
}
