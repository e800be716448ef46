resource "panos_ipsec_crypto_profile" "a" {
  # ruleid: terraform.panos.ipsec-weak-encryption
  encryptions = ["3des"]
}
# ok: terraform.panos.ipsec-weak-encryption
resource "panos_ipsec_crypto_profile" "b" {
  encryptions = ["aes-256-gcm"]
}
