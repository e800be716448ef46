resource "aws_security_group" "bastion" {
  name = "bastion"

  ingress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
    # ruleid: terraform.aws.security-group-open-admin-port
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }

  # A range that contains 3389, with the attributes in another order and as strings.
  ingress {
    # ruleid: terraform.aws.security-group-open-admin-port
    ipv6_cidr_blocks = ["::/0"]
    protocol         = "tcp"
    to_port          = "4000"
    from_port        = "3000"
  }
}

resource "aws_security_group" "as_list" {
  ingress = [
    # ruleid: terraform.aws.security-group-open-admin-port
    {
      description      = "SSH"
      cidr_blocks      = ["0.0.0.0/0"]
      ipv6_cidr_blocks = []
      from_port        = 22
      to_port          = 22
      protocol         = "tcp"
    },
    # ok: terraform.aws.security-group-open-admin-port
    {
      description      = "HTTPS"
      cidr_blocks      = ["0.0.0.0/0"]
      ipv6_cidr_blocks = []
      from_port        = 443
      to_port          = 443
      protocol         = "tcp"
    },
  ]
}

resource "aws_security_group_rule" "ssh" {
  security_group_id = aws_security_group.bastion.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 0
  to_port           = 1024
  # ruleid: terraform.aws.security-group-open-admin-port
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "rdp" {
  security_group_id = aws_security_group.bastion.id
  ip_protocol       = "tcp"
  from_port         = 3389
  to_port           = 3389
  # ruleid: terraform.aws.security-group-open-admin-port
  cidr_ipv4 = "0.0.0.0/0"
}

resource "aws_security_group" "web" {
  name = "web"

  # Public, but a web port.
  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
    # ok: terraform.aws.security-group-open-admin-port
    cidr_blocks = ["0.0.0.0/0"]
  }

  # An administrative port, but from one network.
  ingress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
    # ok: terraform.aws.security-group-open-admin-port
    cidr_blocks = ["10.20.0.0/16"]
  }

  # Outgoing.
  egress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
    # ok: terraform.aws.security-group-open-admin-port
    cidr_blocks = ["0.0.0.0/0"]
  }

  # For ICMP from_port is a message type.
  ingress {
    from_port = 8
    to_port   = 255
    protocol  = "icmp"
    # ok: terraform.aws.security-group-open-admin-port
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "out" {
  security_group_id = aws_security_group.web.id
  type              = "egress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  # ok: terraform.aws.security-group-open-admin-port
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "unknown_port" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "tcp"
  from_port         = var.port
  to_port           = var.port
  # ok: terraform.aws.security-group-open-admin-port
  cidr_ipv4 = "0.0.0.0/0"
}
