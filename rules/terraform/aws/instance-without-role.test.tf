# ruleid: terraform.aws.instance-without-role
resource "aws_instance" "bad_1" {
}

# ok: terraform.aws.instance-without-role
resource "aws_instance" "good_1" {
  # ok: terraform.aws.instance-without-role
  iam_instance_profile = "${var.given}-x"
}
