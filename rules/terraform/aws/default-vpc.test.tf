# ruleid: terraform.aws.default-vpc
resource "aws_default_vpc" "a" {
  tags = {
    Name = "a"
  }
}
# ok: terraform.aws.default-vpc
resource "aws_vpc" "b" {
  cidr_block = "10.0.0.0/16"
}
