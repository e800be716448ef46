# ruleid: terraform.aws.network-acl-all-ports
resource "aws_network_acl_rule" "a" {
  rule_action = "allow"
  protocol    = "-1"
  cidr_block  = "10.0.0.0/8"
}
# ok: terraform.aws.network-acl-all-ports
resource "aws_network_acl_rule" "b" {
  rule_action = "allow"
  protocol    = "tcp"
  from_port   = 443
  to_port     = 443
  cidr_block  = "10.0.0.0/8"
}
