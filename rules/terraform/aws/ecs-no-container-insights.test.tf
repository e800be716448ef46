# ruleid: terraform.aws.ecs-no-container-insights
resource "aws_ecs_cluster" "a" {
  name = "a"
}
# ok: terraform.aws.ecs-no-container-insights
resource "aws_ecs_cluster" "b" {
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}
