resource "aws_ecs_task_definition" "bad_case_1" {
  # ruleid: terraform.aws.ecs-privileged
  container_definitions = jsonencode([{ privileged = true }])
}

# ok: terraform.aws.ecs-privileged
resource "aws_ecs_task_definition" "good_case_1" {
  container_definitions = jsonencode([{ privileged = false }])
}
