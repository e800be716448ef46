resource "aws_security_group" "a" {
  ingress {
    from_port   = 3306
    # ruleid: terraform.aws.security-group-open-database-port
    to_port     = 3306
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
# ok: terraform.aws.security-group-open-database-port
resource "aws_security_group" "b" {
  ingress {
    from_port   = 3306
    to_port     = 3306
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
