resource "aws_codebuild_project" "bad_1" {
  artifacts {
    # ruleid: terraform.aws.codebuild-artifacts-unencrypted
    encryption_disabled = true
  }
}

# ok: terraform.aws.codebuild-artifacts-unencrypted
resource "aws_codebuild_project" "good_1" {
  artifacts {
    # ok: terraform.aws.codebuild-artifacts-unencrypted
    encryption_disabled = false
  }
}
