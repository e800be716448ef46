# ok: terraform.aws.nat-instance
resource "aws_route" "good_case_1" {
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = "nat-1"
}

resource "aws_route" "bad" {
  instance_id            = "i-1"
  # ruleid: terraform.aws.nat-instance
  destination_cidr_block = "0.0.0.0/0"
}
