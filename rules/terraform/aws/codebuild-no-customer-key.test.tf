# ruleid: terraform.aws.codebuild-no-customer-key
resource "aws_codebuild_project" "bad_1" {
  artifacts {
    type = "S3"
  }
}

# ok: terraform.aws.codebuild-no-customer-key
resource "aws_codebuild_project" "good_1" {
  artifacts {
    type = "S3"
  }
  # ok: terraform.aws.codebuild-no-customer-key
  encryption_key = "${var.given}-x"
}
