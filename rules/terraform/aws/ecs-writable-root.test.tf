resource "aws_ecs_task_definition" "bad_case_1" {
  # ruleid: terraform.aws.ecs-writable-root
  container_definitions = jsonencode([{ image = "x" }])
}

# ok: terraform.aws.ecs-writable-root
resource "aws_ecs_task_definition" "good_case_1" {
  container_definitions = jsonencode([{ readonlyRootFilesystem = true }])
}
