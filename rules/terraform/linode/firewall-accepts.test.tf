resource "linode_firewall" "a" {
  # ruleid: terraform.linode.firewall-accepts
  inbound_policy = "ACCEPT"
}
# ok: terraform.linode.firewall-accepts
resource "linode_firewall" "b" {
  inbound_policy  = "DROP"
  outbound_policy = "DROP"
}
