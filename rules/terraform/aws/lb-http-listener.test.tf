# ruleid: terraform.aws.lb-http-listener
resource "aws_lb_listener" "bad_case_1" {
  protocol = "HTTP"
}

# ok: terraform.aws.lb-http-listener
resource "aws_lb_listener" "good_case_1" {
  protocol = "HTTPS"
}

# ok: terraform.aws.lb-http-listener
resource "aws_lb_listener" "good_case_2" {
  protocol = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      protocol = "HTTPS"
    }
  }
}
