resource "aws_connect_instance_storage_config" "bad_case_1" {
  storage_config {
    # ruleid: terraform.aws.connect-storage-no-key
    s3_config {
      bucket_name = "x"
    }
  }
}

# ok: terraform.aws.connect-storage-no-key
resource "aws_connect_instance_storage_config" "good_case_1" {
  storage_config {
    s3_config {
      encryption_config {
        key_id = "arn"
      }
    }
  }
}
