resource "aws_elasticache_cluster" "bad_1" {
  # ruleid: terraform.aws.redis-no-minor-upgrades
  auto_minor_version_upgrade = false
}

# ok: terraform.aws.redis-no-minor-upgrades
resource "aws_elasticache_cluster" "good_1" {
  # ok: terraform.aws.redis-no-minor-upgrades
  auto_minor_version_upgrade = true
}
