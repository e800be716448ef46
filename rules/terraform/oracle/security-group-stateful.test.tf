# ruleid: terraform.oracle.security-group-stateful
resource "oci_core_network_security_group_security_rule" "bad_1" {
  direction = "INGRESS"
}

resource "oci_core_network_security_group_security_rule" "bad_2" {
  direction  = "INGRESS"
  # ruleid: terraform.oracle.security-group-stateful
  stateless = false
}

# ok: terraform.oracle.security-group-stateful
resource "oci_core_network_security_group_security_rule" "good_1" {
  direction = "INGRESS"
  stateless = true
}

# ok: terraform.oracle.security-group-stateful
resource "oci_core_network_security_group_security_rule" "good_2" {
  direction = "EGRESS"
}
