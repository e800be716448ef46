# ruleid: terraform.aws.emr-open-group
resource "aws_emr_cluster" "bad_case_1" {
  ec2_attributes {
    emr_managed_master_security_group = aws_security_group.open.id
  }
}

# ok: terraform.aws.emr-open-group
resource "aws_emr_cluster" "good_case_1" {
  name = "x"
}

resource "aws_security_group" "open" {
  ingress {
    cidr_blocks = ["0.0.0.0/0"]
  }
}
