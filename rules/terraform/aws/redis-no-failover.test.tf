# ruleid: terraform.aws.redis-no-failover
resource "aws_elasticache_replication_group" "bad_1" {
}

resource "aws_elasticache_replication_group" "bad_1_0" {
  # ruleid: terraform.aws.redis-no-failover
  automatic_failover_enabled = false
}

# ok: terraform.aws.redis-no-failover
resource "aws_elasticache_replication_group" "good_1" {
  # ok: terraform.aws.redis-no-failover
  automatic_failover_enabled = true
}
