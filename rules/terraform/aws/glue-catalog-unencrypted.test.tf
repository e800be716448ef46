resource "aws_glue_data_catalog_encryption_settings" "a" {
  data_catalog_encryption_settings {
    encryption_at_rest {
      # ruleid: terraform.aws.glue-catalog-unencrypted
      catalog_encryption_mode = "DISABLED"
    }
  }
}
# ok: terraform.aws.glue-catalog-unencrypted
resource "aws_glue_data_catalog_encryption_settings" "b" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      aws_kms_key_id                       = "k"
      return_connection_password_encrypted = true
    }
    encryption_at_rest {
      catalog_encryption_mode = "SSE-KMS"
      sse_aws_kms_key_id      = "k"
    }
  }
}
