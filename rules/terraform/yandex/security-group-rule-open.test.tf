resource "yandex_vpc_security_group_rule" "bad_1" {
  direction      = "ingress"
  protocol       = "ANY"
  # ruleid: terraform.yandex.security-group-rule-open
  v4_cidr_blocks = ["0.0.0.0/0"]
}

# ok: terraform.yandex.security-group-rule-open
resource "yandex_vpc_security_group_rule" "good_1" {
  direction      = "egress"
  protocol       = "ANY"
  v4_cidr_blocks = ["0.0.0.0/0"]
}
