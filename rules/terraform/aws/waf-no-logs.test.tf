# ruleid: terraform.aws.waf-no-logs
resource "aws_wafv2_web_acl" "bad_case_1" {
}

# ok: terraform.aws.waf-no-logs
resource "aws_wafv2_web_acl" "linked" {
}

resource "aws_wafv2_web_acl_logging_configuration" "x" {
  resource_arn = aws_wafv2_web_acl.linked.id
}
