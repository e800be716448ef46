resource "aws_ecs_task_definition" "bad_case_1" {
  # ruleid: terraform.aws.ecs-host-pid
  container_definitions = jsonencode([{ pidMode = "host" }])
}

# ok: terraform.aws.ecs-host-pid
resource "aws_ecs_task_definition" "good_case_1" {
  container_definitions = jsonencode([{ image = "x" }])
}
