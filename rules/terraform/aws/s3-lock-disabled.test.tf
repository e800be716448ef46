resource "aws_s3_bucket" "bad_case_1" {
  object_lock_configuration {
    # ruleid: terraform.aws.s3-lock-disabled
    object_lock_enabled = "Disabled"
  }
}

# ok: terraform.aws.s3-lock-disabled
resource "aws_s3_bucket" "good_case_1" {
  object_lock_configuration {
    object_lock_enabled = "Enabled"
  }
}
