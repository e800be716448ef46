resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
  # ruleid: terraform.aws.lb-http-listener
  protocol = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_alb_listener" "http" {
  load_balancer_arn = aws_alb.web.arn

  default_action {
    target_group_arn = aws_lb_target_group.web.arn
    type             = "forward"
  }

  # ruleid: terraform.aws.lb-http-listener
  protocol = "HTTP"
  port     = 8080
}

resource "aws_lb_listener" "weighted" {
  load_balancer_arn = aws_lb.web.arn
  # ruleid: terraform.aws.lb-http-listener
  protocol = "HTTP"

  default_action {
    type = "forward"

    forward {
      target_group {
        arn = aws_lb_target_group.web.arn
      }
    }
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  # ok: terraform.aws.lb-http-listener
  protocol = "HTTPS"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

# Sends everyone to HTTPS.
resource "aws_lb_listener" "redirect" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
  # ok: terraform.aws.lb-http-listener
  protocol = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

# Answers for itself.
resource "aws_lb_listener" "fixed" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
  # ok: terraform.aws.lb-http-listener
  protocol = "HTTP"

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "403"
    }
  }
}

# The way from the load balancer to the hosts.
resource "aws_lb_target_group" "web" {
  port = 8080
  # ok: terraform.aws.lb-http-listener
  protocol = "HTTP"
}
