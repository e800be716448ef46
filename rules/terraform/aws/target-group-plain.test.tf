resource "aws_lb_target_group" "a" {
  # ruleid: terraform.aws.target-group-plain
  protocol = "HTTP"
}
# ok: terraform.aws.target-group-plain
resource "aws_lb_target_group" "b" {
  protocol = "HTTPS"
}
