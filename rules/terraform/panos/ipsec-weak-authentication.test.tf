resource "panos_ipsec_crypto_profile" "a" {
  # ruleid: terraform.panos.ipsec-weak-authentication
  authentications = ["md5"]
}
# ok: terraform.panos.ipsec-weak-authentication
resource "panos_ipsec_crypto_profile" "b" {
  authentications = ["sha512"]
}
