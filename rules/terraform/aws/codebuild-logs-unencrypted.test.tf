resource "aws_codebuild_project" "bad_1" {
  logs_config {
    s3_logs {
      # ruleid: terraform.aws.codebuild-logs-unencrypted
      encryption_disabled = true
    }
  }
}

# ok: terraform.aws.codebuild-logs-unencrypted
resource "aws_codebuild_project" "good_1" {
  logs_config {
    s3_logs {
      # ok: terraform.aws.codebuild-logs-unencrypted
      encryption_disabled = false
    }
  }
}
