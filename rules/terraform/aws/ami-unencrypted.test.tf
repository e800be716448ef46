resource "aws_ami" "bad_case_1" {
  # ruleid: terraform.aws.ami-unencrypted
  ebs_block_device {
    device_name = "x"
  }
}

# ok: terraform.aws.ami-unencrypted
resource "aws_ami" "good_case_1" {
  ebs_block_device {
    encrypted = true
  }
}
