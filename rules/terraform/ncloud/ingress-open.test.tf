resource "ncloud_access_control_group_rule" "a" {
  inbound {
    protocol   = "TCP"
    ip_block   = "0.0.0.0/0"
    # ruleid: terraform.ncloud.ingress-open
    port_range = "22"
  }
}
# ok: terraform.ncloud.ingress-open
resource "ncloud_access_control_group_rule" "b" {
  inbound {
    protocol   = "TCP"
    ip_block   = "10.0.0.0/16"
    port_range = "22"
  }
}
