# ruleid: terraform.aws.waf-no-log4shell-rule
resource "aws_wafv2_web_acl" "a" {
  scope = "REGIONAL"
}
# ok: terraform.aws.waf-no-log4shell-rule
resource "aws_wafv2_web_acl" "b" {
  rule {
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
        vendor_name = "AWS"
      }
    }
    override_action {
      none {}
    }
  }
}
