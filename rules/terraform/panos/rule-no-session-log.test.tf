resource "panos_security_policy" "a" {
  rule {
    # ruleid: terraform.panos.rule-no-session-log
    log_end = false
  }
}
# ok: terraform.panos.rule-no-session-log
resource "panos_security_policy" "b" {
  rule {
    log_end = true
  }
}
