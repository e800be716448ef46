resource "aws_wafv2_web_acl" "bad_case_1" {
  # ruleid: terraform.aws.waf-rule-without-action
  rule {
    name = "r"
  }
}

# ok: terraform.aws.waf-rule-without-action
resource "aws_wafv2_web_acl" "good_case_1" {
  rule {
    name = "r"
    action {
      block {}
    }
  }
}
