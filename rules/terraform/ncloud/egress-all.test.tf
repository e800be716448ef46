resource "ncloud_access_control_group_rule" "a" {
  outbound {
    protocol = "TCP"
    # ruleid: terraform.ncloud.egress-all
    ip_block = "0.0.0.0/0"
  }
}
# ok: terraform.ncloud.egress-all
resource "ncloud_access_control_group_rule" "b" {
  outbound {
    protocol = "TCP"
    ip_block = "10.0.0.0/16"
  }
}
