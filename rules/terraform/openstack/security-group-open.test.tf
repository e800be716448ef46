resource "openstack_networking_secgroup_rule_v2" "a" {
  direction        = "ingress"
  port_range_min   = 22
  # ruleid: terraform.openstack.security-group-open
  port_range_max   = 22
  remote_ip_prefix = "0.0.0.0/0"
}
# ok: terraform.openstack.security-group-open
resource "openstack_networking_secgroup_rule_v2" "b" {
  direction        = "ingress"
  port_range_min   = 22
  port_range_max   = 22
  remote_ip_prefix = "10.0.0.0/8"
}
