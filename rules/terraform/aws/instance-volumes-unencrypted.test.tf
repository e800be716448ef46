resource "aws_instance" "bad_case_1" {
  # ruleid: terraform.aws.instance-volumes-unencrypted
  root_block_device {
    encrypted = false
  }
}

# ok: terraform.aws.instance-volumes-unencrypted
resource "aws_instance" "good_case_1" {
  root_block_device {
    encrypted = true
  }
}
