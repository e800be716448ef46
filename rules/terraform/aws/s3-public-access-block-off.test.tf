resource "aws_s3_bucket_public_access_block" "open" {
  bucket = aws_s3_bucket.open.id
  # ruleid: terraform.aws.s3-public-access-block-off
  block_public_acls = false
  # ruleid: terraform.aws.s3-public-access-block-off
  block_public_policy = false
  # ruleid: terraform.aws.s3-public-access-block-off
  ignore_public_acls = false
  # ruleid: terraform.aws.s3-public-access-block-off
  restrict_public_buckets = false
}

resource "aws_s3_account_public_access_block" "account" {
  block_public_acls = true
  # ruleid: terraform.aws.s3-public-access-block-off
  block_public_policy     = false
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_public_access_block" "closed" {
  bucket = aws_s3_bucket.closed.id
  # ok: terraform.aws.s3-public-access-block-off
  block_public_acls = true
  # ok: terraform.aws.s3-public-access-block-off
  block_public_policy = true
}

# Not decided here.
resource "aws_s3_bucket_public_access_block" "from_caller" {
  bucket = aws_s3_bucket.from_caller.id
  # ok: terraform.aws.s3-public-access-block-off
  block_public_acls = var.block_public_acls
}

# Another kind of resource with an attribute of the same name.
module "bucket" {
  source = "./modules/bucket"
  # ok: terraform.aws.s3-public-access-block-off
  block_public_acls = false
}
