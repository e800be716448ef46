# ruleid: terraform.aws.elasticache-default-subnets
resource "aws_elasticache_cluster" "a" {
  engine = "redis"
}
# ok: terraform.aws.elasticache-default-subnets
resource "aws_elasticache_cluster" "b" {
  subnet_group_name = "s"
}
