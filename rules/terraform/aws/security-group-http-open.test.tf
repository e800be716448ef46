resource "aws_security_group" "bad" {
  ingress {
    from_port   = 79
    # ruleid: terraform.aws.security-group-http-open
    to_port     = 81
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "bad" {
  type             = "ingress"
  from_port        = 0
  # ruleid: terraform.aws.security-group-http-open
  to_port          = 65535
  protocol         = "tcp"
  ipv6_cidr_blocks = ["::/0"]
}

resource "aws_vpc_security_group_ingress_rule" "bad" {
  # ruleid: terraform.aws.security-group-http-open
  ip_protocol = "-1"
  cidr_ipv4   = "0.0.0.0/0"
}

# ok: terraform.aws.security-group-http-open
resource "aws_security_group" "good" {
  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
  egress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# ok: terraform.aws.security-group-http-open
resource "aws_security_group_rule" "egress" {
  type        = "egress"
  from_port   = 80
  to_port     = 80
  protocol    = "tcp"
  cidr_blocks = ["0.0.0.0/0"]
}
