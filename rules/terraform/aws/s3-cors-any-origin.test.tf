resource "aws_s3_bucket_cors_configuration" "a" {
  bucket = "b"
  cors_rule {
    # ruleid: terraform.aws.s3-cors-any-origin
    allowed_methods = ["PUT"]
    allowed_origins = ["*"]
  }
}
# ok: terraform.aws.s3-cors-any-origin
resource "aws_s3_bucket_cors_configuration" "b" {
  bucket = "b"
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
