resource "aws_elb" "a" {
  # ruleid: terraform.aws.elb-one-zone
  cross_zone_load_balancing = false
}
# ok: terraform.aws.elb-one-zone
resource "aws_elb" "b" {
  name = "b"
}
