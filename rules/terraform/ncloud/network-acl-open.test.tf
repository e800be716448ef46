resource "ncloud_network_acl_rule" "a" {
  inbound {
    protocol    = "TCP"
    rule_action = "ALLOW"
    ip_block    = "0.0.0.0/0"
    # ruleid: terraform.ncloud.network-acl-open
    port_range  = "22"
  }
}
# ok: terraform.ncloud.network-acl-open
resource "ncloud_network_acl_rule" "b" {
  inbound {
    protocol    = "TCP"
    rule_action = "ALLOW"
    ip_block    = "0.0.0.0/0"
    port_range  = "443"
  }
}
