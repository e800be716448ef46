resource "oci_core_security_list" "bad_1" {
  # ruleid: terraform.oracle.security-list-stateful
  ingress_security_rules {
    protocol = "6"
    source   = "10.0.0.0/8"
  }
}

resource "oci_core_security_list" "bad_2" {
  ingress_security_rules {
    # ruleid: terraform.oracle.security-list-stateful
    stateless = false
    protocol  = "6"
    source    = "10.0.0.0/8"
  }
}

# ok: terraform.oracle.security-list-stateful
resource "oci_core_security_list" "good_1" {
  ingress_security_rules {
    stateless = true
    protocol  = "6"
    source    = "10.0.0.0/8"
  }
}
