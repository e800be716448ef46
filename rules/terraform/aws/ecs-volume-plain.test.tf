resource "aws_ecs_task_definition" "a" {
  volume {
    name = "a"
    # ruleid: terraform.aws.ecs-volume-plain
    efs_volume_configuration {
      file_system_id = "fs"
    }
  }
}
# ok: terraform.aws.ecs-volume-plain
resource "aws_ecs_task_definition" "b" {
  volume {
    name = "b"
    efs_volume_configuration {
      file_system_id     = "fs"
      transit_encryption = "ENABLED"
    }
  }
}
