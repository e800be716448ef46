# ruleid: terraform.aws.search-no-audit-log
resource "aws_elasticsearch_domain" "bad_case_1" {
}

# ok: terraform.aws.search-no-audit-log
resource "aws_elasticsearch_domain" "good_case_1" {
  log_publishing_options {
    log_type = "AUDIT_LOGS"
    enabled  = true
  }
}
