# ruleid: terraform.aws.ebs-unencrypted
resource "aws_ebs_volume" "bad_1" {
}

resource "aws_ebs_volume" "bad_1_0" {
  # ruleid: terraform.aws.ebs-unencrypted
  encrypted = false
}

# ok: terraform.aws.ebs-unencrypted
resource "aws_ebs_volume" "good_1" {
  # ok: terraform.aws.ebs-unencrypted
  encrypted = true
}

resource "aws_ebs_encryption_by_default" "bad_2" {
  # ruleid: terraform.aws.ebs-unencrypted
  enabled = false
}

# ok: terraform.aws.ebs-unencrypted
resource "aws_ebs_encryption_by_default" "good_2" {
  # ok: terraform.aws.ebs-unencrypted
  enabled = true
}
