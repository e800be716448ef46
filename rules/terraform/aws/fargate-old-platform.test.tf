resource "aws_ecs_service" "bad_case_1" {
  launch_type      = "FARGATE"
  # ruleid: terraform.aws.fargate-old-platform
  platform_version = "1.3.0"
}

# ok: terraform.aws.fargate-old-platform
resource "aws_ecs_service" "good_case_1" {
  launch_type = "FARGATE"
}
