resource "panos_security_policy" "a" {
  rule {
    # ruleid: terraform.panos.rule-no-response-inspection
    disable_server_response_inspection = true
  }
}
# ok: terraform.panos.rule-no-response-inspection
resource "panos_security_policy" "b" {
  rule {
    name = "b"
  }
}
