# ok: terraform.aws.peering-route-too-wide
resource "aws_route" "good_case_1" {
  destination_cidr_block    = "10.1.0.0/16"
  vpc_peering_connection_id = "p"
}

resource "aws_route" "bad" {
  vpc_peering_connection_id = "p"
  # ruleid: terraform.aws.peering-route-too-wide
  destination_cidr_block    = "0.0.0.0/0"
}
