resource "aws_ecs_task_definition" "bad_case_1" {
  # ruleid: terraform.aws.ecs-same-role
  execution_role_arn = "arn:a"
  task_role_arn      = "arn:a"
}

# ok: terraform.aws.ecs-same-role
resource "aws_ecs_task_definition" "good_case_1" {
  execution_role_arn = "arn:a"
  task_role_arn      = "arn:b"
}
