# ruleid: terraform.aws.alb-no-waf
resource "aws_lb" "bad_case_1" {
}

# ok: terraform.aws.alb-no-waf
resource "aws_lb" "linked" {
}

resource "aws_wafv2_web_acl_association" "x" {
  resource_arn = aws_lb.linked.id
}
