resource "aws_network_acl" "a" {
  ingress {
    action     = "allow"
    protocol   = "tcp"
    from_port  = 22
    # ruleid: terraform.aws.network-acl-admin-port-open
    to_port    = 22
    cidr_block = "0.0.0.0/0"
  }
}
# ok: terraform.aws.network-acl-admin-port-open
resource "aws_network_acl" "b" {
  ingress {
    action     = "allow"
    protocol   = "tcp"
    from_port  = 443
    to_port    = 443
    cidr_block = "0.0.0.0/0"
  }
}
