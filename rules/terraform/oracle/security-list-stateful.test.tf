resource "oci_core_security_list" "a" {
  ingress_security_rules {
    protocol = "6"
    source   = "0.0.0.0/0"
    # ruleid: terraform.oracle.security-list-stateful
    stateless = false
  }
}
# ok: terraform.oracle.security-list-stateful
resource "oci_core_security_list" "b" {
  ingress_security_rules {
    protocol  = "6"
    source    = "0.0.0.0/0"
    stateless = true
  }
}
