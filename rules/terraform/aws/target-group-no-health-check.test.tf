# ruleid: terraform.aws.target-group-no-health-check
resource "aws_lb_target_group" "bad_1" {
  protocol = "HTTP"
}

# ok: terraform.aws.target-group-no-health-check
resource "aws_lb_target_group" "good_1" {
  protocol = "HTTP"
  health_check {
    # ok: terraform.aws.target-group-no-health-check
    path = "${var.given}-x"
  }
}

# ruleid: terraform.aws.target-group-no-health-check
resource "aws_alb_target_group" "bad_2" {
  protocol = "HTTP"
}

# ok: terraform.aws.target-group-no-health-check
resource "aws_alb_target_group" "good_2" {
  protocol = "HTTP"
  health_check {
    # ok: terraform.aws.target-group-no-health-check
    path = "${var.given}-x"
  }
}
