resource "aws_ebs_volume" "data" {
  availability_zone = "eu-west-1a"
  size              = 40
  # ruleid: terraform.aws.ebs-unencrypted
  encrypted = false
}

resource "aws_instance" "web" {
  ami = data.aws_ami.base.id

  root_block_device {
    volume_size = 20
    # ruleid: terraform.aws.ebs-unencrypted
    encrypted = false
  }
}

resource "aws_launch_template" "web" {
  block_device_mappings {
    device_name = "/dev/sda1"

    ebs {
      # ruleid: terraform.aws.ebs-unencrypted
      encrypted = "false"
    }
  }
}

resource "aws_ebs_encryption_by_default" "account" {
  # ruleid: terraform.aws.ebs-unencrypted
  enabled = false
}

resource "aws_ebs_volume" "encrypted" {
  availability_zone = "eu-west-1a"
  # ok: terraform.aws.ebs-unencrypted
  encrypted = true
}

# The account's default decides.
# ok: terraform.aws.ebs-unencrypted
resource "aws_ebs_volume" "account_default" {
  availability_zone = "eu-west-1a"
  size              = 40
}

# Not decided here.
resource "aws_instance" "from_caller" {
  root_block_device {
    # ok: terraform.aws.ebs-unencrypted
    encrypted = var.encrypted
  }
}

# An attribute of the same name, not of a volume.
resource "aws_dx_macsec_key_association" "link" {
  # ok: terraform.aws.ebs-unencrypted
  encrypted = false
}
