resource "aws_glue_security_configuration" "a" {
  encryption_configuration {
    cloudwatch_encryption {
      # ruleid: terraform.aws.glue-weak-security-configuration
      cloudwatch_encryption_mode = "DISABLED"
    }
  }
}
# ok: terraform.aws.glue-weak-security-configuration
resource "aws_glue_security_configuration" "b" {
  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "SSE-KMS"
    }
    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "CSE-KMS"
    }
    s3_encryption {
      s3_encryption_mode = "SSE-KMS"
    }
  }
}
