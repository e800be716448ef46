resource "tencentcloud_security_group_rule_set" "bad_1" {
  ingress {
    action     = "ACCEPT"
    # ruleid: terraform.tencent.security-group-open
    cidr_block = "0.0.0.0/0"
    protocol   = "ALL"
    port       = "ALL"
  }
}

# ok: terraform.tencent.security-group-open
resource "tencentcloud_security_group_rule_set" "good_1" {
  ingress {
    action     = "ACCEPT"
    cidr_block = "10.0.0.0/8"
    protocol   = "TCP"
    port       = "22"
  }
}
