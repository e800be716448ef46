resource "nifcloud_security_group_rule" "a" {
  type    = "IN"
  # ruleid: terraform.nifcloud.ingress-open
  cidr_ip = "0.0.0.0/0"
}
# ok: terraform.nifcloud.ingress-open
resource "nifcloud_security_group_rule" "b" {
  type    = "IN"
  cidr_ip = "10.0.0.0/16"
}
