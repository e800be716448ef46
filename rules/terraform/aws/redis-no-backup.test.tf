resource "aws_elasticache_cluster" "bad_case_1" {
  # ruleid: terraform.aws.redis-no-backup
  snapshot_retention_limit = 0
}

# ok: terraform.aws.redis-no-backup
resource "aws_elasticache_cluster" "good_case_1" {
  snapshot_retention_limit = 5
}
