resource "aws_security_group" "bad_case_1" {
  ingress {
    from_port   = 5432
    # ruleid: terraform.aws.security-group-open-admin-port
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# ok: terraform.aws.security-group-open-admin-port
resource "aws_security_group" "good_case_1" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
