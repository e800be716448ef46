# ruleid: terraform.aws.s3-public-access-policy
resource "aws_s3_bucket_public_access_block" "bad_1" {
}

resource "aws_s3_bucket_public_access_block" "bad_1_0" {
  # ruleid: terraform.aws.s3-public-access-policy
  block_public_policy = false
}

# ok: terraform.aws.s3-public-access-policy
resource "aws_s3_bucket_public_access_block" "good_1" {
  # ok: terraform.aws.s3-public-access-policy
  block_public_policy = true
}
