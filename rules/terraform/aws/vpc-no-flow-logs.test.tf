# ruleid: terraform.aws.vpc-no-flow-logs
resource "aws_vpc" "bad_case_1" {
}

# ok: terraform.aws.vpc-no-flow-logs
resource "aws_vpc" "linked" {
}

resource "aws_flow_log" "x" {
  vpc_id = aws_vpc.linked.id
}
