resource "alicloud_security_group_rule" "bad_1" {
  type        = "ingress"
  ip_protocol = "tcp"
  port_range  = "22/22"
  # ruleid: terraform.alicloud.security-group-ssh-open
  cidr_ip     = "0.0.0.0/0"
}

# ok: terraform.alicloud.security-group-ssh-open
resource "alicloud_security_group_rule" "good_1" {
  type        = "ingress"
  ip_protocol = "tcp"
  port_range  = "22/22"
  cidr_ip     = "10.0.0.0/8"
}

# ok: terraform.alicloud.security-group-ssh-open
resource "alicloud_security_group_rule" "good_2" {
  type        = "egress"
  ip_protocol = "tcp"
  port_range  = "22/22"
  cidr_ip     = "0.0.0.0/0"
}

# Without a source the default counts: any address.
# ruleid: terraform.alicloud.security-group-ssh-open
resource "alicloud_security_group_rule" "no_source" {
  type        = "ingress"
  ip_protocol = "tcp"
  policy      = "accept"
  port_range  = "22/22"
}

# ok: terraform.alicloud.security-group-ssh-open
resource "alicloud_security_group_rule" "group" {
  type                     = "ingress"
  ip_protocol              = "tcp"
  policy                   = "accept"
  port_range               = "22/22"
  source_security_group_id = alicloud_security_group.a.id
}
