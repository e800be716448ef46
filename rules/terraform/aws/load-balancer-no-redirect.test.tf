# ruleid: terraform.aws.load-balancer-no-redirect
resource "aws_lb" "a" {
  name = "a"
}

resource "aws_lb_listener" "a" {
  load_balancer_arn = aws_lb.a.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "forward"
  }
}
# ok: terraform.aws.load-balancer-no-redirect
resource "aws_lb" "b" {
  name = "b"
}

resource "aws_lb_listener" "b" {
  load_balancer_arn = aws_lb.b.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}
