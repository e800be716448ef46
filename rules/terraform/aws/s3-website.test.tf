# ruleid: terraform.aws.s3-website
resource "aws_s3_bucket_website_configuration" "a" {
  bucket = "b"
  index_document {
    suffix = "index.html"
  }
}
# ok: terraform.aws.s3-website
resource "aws_s3_bucket" "b" {
  bucket = "b"
}
