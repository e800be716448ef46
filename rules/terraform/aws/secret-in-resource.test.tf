resource "aws_datasync_location_object_storage" "bad" {
  # ruleid: terraform.aws.secret-in-resource
  secret_key = "x"
}

# ok: terraform.aws.secret-in-resource
resource "aws_datasync_location_object_storage" "good" {
  bucket_name = "b"
}
