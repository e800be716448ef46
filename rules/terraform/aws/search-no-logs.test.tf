# ruleid: terraform.aws.search-no-logs
resource "aws_elasticsearch_domain" "bad_case_1" {
}

# ok: terraform.aws.search-no-logs
resource "aws_elasticsearch_domain" "good_case_1" {
  log_publishing_options {
    log_type                 = "INDEX_SLOW_LOGS"
    cloudwatch_log_group_arn = "arn"
  }
}
