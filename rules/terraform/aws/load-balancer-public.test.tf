# ruleid: terraform.aws.load-balancer-public
resource "aws_lb" "a" {
  name = "a"
}
# ok: terraform.aws.load-balancer-public
resource "aws_lb" "b" {
  internal = true
}
