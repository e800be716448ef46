# ruleid: terraform.aws.instance-not-ebs-optimized
resource "aws_instance" "bad_1" {
}

resource "aws_instance" "bad_1_0" {
  # ruleid: terraform.aws.instance-not-ebs-optimized
  ebs_optimized = false
}

# ok: terraform.aws.instance-not-ebs-optimized
resource "aws_instance" "good_1" {
  # ok: terraform.aws.instance-not-ebs-optimized
  ebs_optimized = true
}
