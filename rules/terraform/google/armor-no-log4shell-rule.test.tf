# ruleid: terraform.google.armor-no-log4shell-rule
resource "google_compute_security_policy" "a" {
  name = "a"
}
# ok: terraform.google.armor-no-log4shell-rule
resource "google_compute_security_policy" "b" {
  rule {
    action = "deny(403)"
    match {
      expr {
        expression = "evaluatePreconfiguredExpr('cve-canary')"
      }
    }
  }
}
