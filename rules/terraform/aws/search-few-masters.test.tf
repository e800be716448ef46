# ruleid: terraform.aws.search-few-masters
resource "aws_elasticsearch_domain" "bad_case_1" {
}

# ok: terraform.aws.search-few-masters
resource "aws_elasticsearch_domain" "good_case_1" {
  cluster_config {
    dedicated_master_count = 3
    zone_awareness_enabled = true
  }
}
