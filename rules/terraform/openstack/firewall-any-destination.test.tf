# ruleid: terraform.openstack.firewall-any-destination
resource "openstack_fw_rule_v1" "a" {
  action = "allow"
}
# ok: terraform.openstack.firewall-any-destination
resource "openstack_fw_rule_v1" "b" {
  destination_ip_address = "10.0.0.5"
}
