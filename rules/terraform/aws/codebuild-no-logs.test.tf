# ruleid: terraform.aws.codebuild-no-logs
resource "aws_codebuild_project" "bad_case_1" {
  name = "x"
}

# ok: terraform.aws.codebuild-no-logs
resource "aws_codebuild_project" "good_case_1" {
  logs_config {
    cloudwatch_logs {
      group_name = "g"
    }
  }
}
