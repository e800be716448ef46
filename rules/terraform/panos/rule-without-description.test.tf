resource "panos_security_policy" "a" {
  # ruleid: terraform.panos.rule-without-description
  rule {
    action = "allow"
  }
}
# ok: terraform.panos.rule-without-description
resource "panos_security_policy" "b" {
  rule {
    description = "web"
  }
}
