resource "panos_security_policy" "a" {
  rule {
    # ruleid: terraform.panos.rule-any-service
    services = ["any"]
  }
}
# ok: terraform.panos.rule-any-service
resource "panos_security_policy" "b" {
  rule {
    services = ["application-default"]
  }
}
