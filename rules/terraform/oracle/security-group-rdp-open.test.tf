resource "oci_core_network_security_group_security_rule" "bad_1" {
  direction = "INGRESS"
  protocol  = "6"
  # ruleid: terraform.oracle.security-group-rdp-open
  source    = "0.0.0.0/0"
  tcp_options {
    destination_port_range {
      min = 3389
      max = 3389
    }
  }
}

# ok: terraform.oracle.security-group-rdp-open
resource "oci_core_network_security_group_security_rule" "good_1" {
  direction = "INGRESS"
  protocol  = "6"
  source    = "10.0.0.0/8"
  tcp_options {
    destination_port_range {
      min = 3389
      max = 3389
    }
  }
}
