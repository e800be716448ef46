# ruleid: terraform.aws.weak-tls-policy
resource "aws_lb_listener" "bad_case_1" {
  protocol   = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-2016-08"
}

# ok: terraform.aws.weak-tls-policy
resource "aws_lb_listener" "good_case_1" {
  protocol   = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

# ok: terraform.aws.weak-tls-policy
resource "aws_lb_listener" "good_case_2" {
  protocol = "TCP"
}
