# ruleid: terraform.aws.instance-no-detailed-monitoring
resource "aws_instance" "bad_1" {
}

resource "aws_instance" "bad_1_0" {
  # ruleid: terraform.aws.instance-no-detailed-monitoring
  monitoring = false
}

# ok: terraform.aws.instance-no-detailed-monitoring
resource "aws_instance" "good_1" {
  # ok: terraform.aws.instance-no-detailed-monitoring
  monitoring = true
}
