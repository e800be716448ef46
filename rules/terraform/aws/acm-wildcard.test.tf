resource "aws_acm_certificate" "bad_case_1" {
  # ruleid: terraform.aws.acm-wildcard
  domain_name = "*.example.com"
}

# ok: terraform.aws.acm-wildcard
resource "aws_acm_certificate" "good_case_1" {
  domain_name = "www.example.com"
}
