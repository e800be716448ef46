resource "ncloud_network_acl_rule" "a" {
  inbound {
    protocol    = "TCP"
    rule_action = "ALLOW"
    ip_block    = "10.0.0.0/8"
    # ruleid: terraform.ncloud.network-acl-all-ports
    port_range  = "1-65535"
  }
}
# ok: terraform.ncloud.network-acl-all-ports
resource "ncloud_network_acl_rule" "b" {
  inbound {
    protocol    = "TCP"
    rule_action = "ALLOW"
    ip_block    = "10.0.0.0/8"
    port_range  = "443"
  }
}
