resource "aws_security_group" "bad_case_1" {
  egress {
    from_port   = 0
    to_port     = 0
    # ruleid: terraform.aws.security-group-egress-all
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# ok: terraform.aws.security-group-egress-all
resource "aws_security_group" "good_case_1" {
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
