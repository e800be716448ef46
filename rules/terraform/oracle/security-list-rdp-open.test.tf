resource "oci_core_security_list" "bad_1" {
  ingress_security_rules {
    protocol = "6"
    # ruleid: terraform.oracle.security-list-rdp-open
    source   = "0.0.0.0/0"
    tcp_options {
      min = 3389
      max = 3389
    }
  }
}

# ok: terraform.oracle.security-list-rdp-open
resource "oci_core_security_list" "good_1" {
  ingress_security_rules {
    protocol = "6"
    source   = "10.0.0.0/8"
    tcp_options {
      min = 3389
      max = 3389
    }
  }
}
