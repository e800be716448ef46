resource "linode_firewall" "a" {
  # ruleid: terraform.linode.firewall-outbound-accepts
  outbound_policy = "ACCEPT"
}
# ok: terraform.linode.firewall-outbound-accepts
resource "linode_firewall" "b" {
  inbound_policy  = "DROP"
  outbound_policy = "DROP"
}
