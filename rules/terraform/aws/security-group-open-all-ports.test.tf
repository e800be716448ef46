resource "aws_security_group" "open" {
  name = "open"

  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    # ruleid: terraform.aws.security-group-open-all-ports
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    from_port = 0
    to_port   = 65535
    protocol  = "tcp"
    # ruleid: terraform.aws.security-group-open-all-ports
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "as_list" {
  ingress = [
    # ruleid: terraform.aws.security-group-open-all-ports
    {
      cidr_blocks = ["0.0.0.0/0"]
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
    },
    # ok: terraform.aws.security-group-open-all-ports
    {
      cidr_blocks = ["10.0.0.0/8"]
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
    },
  ]
}

resource "aws_security_group_rule" "all" {
  security_group_id = aws_security_group.open.id
  type              = "ingress"
  protocol          = -1
  from_port         = 0
  to_port           = 0
  # ruleid: terraform.aws.security-group-open-all-ports
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "all" {
  security_group_id = aws_security_group.open.id
  ip_protocol       = "-1"
  # ruleid: terraform.aws.security-group-open-all-ports
  cidr_ipv4 = "0.0.0.0/0"
}

resource "aws_security_group" "usual" {
  name = "usual"

  # One port.
  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
    # ok: terraform.aws.security-group-open-all-ports
    cidr_blocks = ["0.0.0.0/0"]
  }

  # All ports, inside the network.
  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    # ok: terraform.aws.security-group-open-all-ports
    cidr_blocks = ["10.0.0.0/8"]
  }

  # All ports, outgoing.
  egress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    # ok: terraform.aws.security-group-open-all-ports
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "peer" {
  security_group_id = aws_security_group.usual.id
  ip_protocol       = "-1"
  # ok: terraform.aws.security-group-open-all-ports
  referenced_security_group_id = aws_security_group.open.id
}

resource "aws_vpc_security_group_egress_rule" "out" {
  security_group_id = aws_security_group.usual.id
  ip_protocol       = "-1"
  # ok: terraform.aws.security-group-open-all-ports
  cidr_ipv4 = "0.0.0.0/0"
}
