resource "aws_codebuild_project" "bad_1" {
  environment {
    # ruleid: terraform.aws.codebuild-privileged
    privileged_mode = true
  }
}

# ok: terraform.aws.codebuild-privileged
resource "aws_codebuild_project" "good_1" {
  environment {
    # ok: terraform.aws.codebuild-privileged
    privileged_mode = false
  }
}
