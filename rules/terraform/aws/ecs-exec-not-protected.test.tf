resource "aws_ecs_cluster" "a" {
  configuration {
    # ruleid: terraform.aws.ecs-exec-not-protected
    execute_command_configuration {
      logging = "OVERRIDE"
    }
  }
}
# ok: terraform.aws.ecs-exec-not-protected
resource "aws_ecs_cluster" "b" {
  configuration {
    execute_command_configuration {
      kms_key_id = "k"
      logging    = "OVERRIDE"
      log_configuration {
        cloud_watch_encryption_enabled = true
      }
    }
  }
}
