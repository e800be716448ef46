# ruleid: terraform.aws.search-no-fine-grained-access
resource "aws_opensearch_domain" "bad_case_1" {
}

# ok: terraform.aws.search-no-fine-grained-access
resource "aws_opensearch_domain" "good_case_1" {
  advanced_security_options {
    enabled = true
  }
}
