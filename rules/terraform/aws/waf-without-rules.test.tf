# ruleid: terraform.aws.waf-without-rules
resource "aws_wafv2_web_acl" "bad_case_1" {
  name = "x"
}

# ok: terraform.aws.waf-without-rules
resource "aws_wafv2_web_acl" "good_case_1" {
  rule {
    name = "r"
  }
}
