# ruleid: terraform.aws.s3-acls-enabled
resource "aws_s3_bucket_ownership_controls" "bad_1" {
}

resource "aws_s3_bucket_ownership_controls" "bad_1_0" {
  rule {
    # ruleid: terraform.aws.s3-acls-enabled
    object_ownership = "BucketOwnerPreferred"
  }
}

# ok: terraform.aws.s3-acls-enabled
resource "aws_s3_bucket_ownership_controls" "good_1" {
  rule {
    # ok: terraform.aws.s3-acls-enabled
    object_ownership = "BucketOwnerEnforced"
  }
}
