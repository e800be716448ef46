# ruleid: terraform.aws.default-security-group-used
resource "aws_vpc" "bad_case_1" {
  cidr_block = "10.0.0.0/16"
}

# ok: terraform.aws.default-security-group-used
resource "aws_vpc" "linked" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "d" {
  vpc_id = aws_vpc.linked.id
}
