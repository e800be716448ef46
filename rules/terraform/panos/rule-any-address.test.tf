resource "panos_security_policy" "a" {
  rule {
    source_addresses      = ["any"]
    # ruleid: terraform.panos.rule-any-address
    destination_addresses = ["any"]
  }
}
# ok: terraform.panos.rule-any-address
resource "panos_security_policy" "b" {
  rule {
    source_addresses      = ["any"]
    destination_addresses = ["10.0.0.5"]
  }
}
