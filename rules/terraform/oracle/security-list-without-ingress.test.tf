# ruleid: terraform.oracle.security-list-without-ingress
resource "oci_core_security_list" "bad_1" {
}

# ok: terraform.oracle.security-list-without-ingress
resource "oci_core_security_list" "good_1" {
  ingress_security_rules {
    protocol = "6"
    source   = "10.0.0.0/8"
  }
}
