# ruleid: terraform.aws.s3-public-access-ignored-acls
resource "aws_s3_bucket_public_access_block" "bad_1" {
}

resource "aws_s3_bucket_public_access_block" "bad_1_0" {
  # ruleid: terraform.aws.s3-public-access-ignored-acls
  ignore_public_acls = false
}

# ok: terraform.aws.s3-public-access-ignored-acls
resource "aws_s3_bucket_public_access_block" "good_1" {
  # ok: terraform.aws.s3-public-access-ignored-acls
  ignore_public_acls = true
}
