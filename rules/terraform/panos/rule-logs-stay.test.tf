resource "panos_security_policy" "a" {
  # ruleid: terraform.panos.rule-logs-stay
  rule {
    action = "allow"
  }
}
# ok: terraform.panos.rule-logs-stay
resource "panos_security_policy" "b" {
  rule {
    log_setting = "default"
  }
}
