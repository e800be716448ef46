# ruleid: terraform.aws.redis-no-auth
resource "aws_elasticache_replication_group" "bad_case_1" {
}

# ok: terraform.aws.redis-no-auth
resource "aws_elasticache_replication_group" "good_case_1" {
  transit_encryption_enabled = true
  user_group_ids             = ["g"]
}
