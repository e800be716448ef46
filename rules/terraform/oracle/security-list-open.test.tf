resource "oci_core_security_list" "bad_1" {
  ingress_security_rules {
    protocol = "all"
    # ruleid: terraform.oracle.security-list-open
    source   = "0.0.0.0/0"
  }
}

# ok: terraform.oracle.security-list-open
resource "oci_core_security_list" "good_1" {
  ingress_security_rules {
    protocol = "6"
    source   = "10.0.0.0/8"
  }
}
