resource "panos_security_policy" "a" {
  rule {
    # ruleid: terraform.panos.rule-any-application
    applications = ["any"]
  }
}
# ok: terraform.panos.rule-any-application
resource "panos_security_policy" "b" {
  rule {
    applications = ["web-browsing"]
  }
}
