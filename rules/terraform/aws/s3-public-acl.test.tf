resource "aws_s3_bucket" "old_provider" {
  bucket = "assets"
  # ruleid: terraform.aws.s3-public-acl
  acl = "public-read"
}

resource "aws_s3_bucket_acl" "drop_box" {
  bucket = aws_s3_bucket.drop_box.id
  # ruleid: terraform.aws.s3-public-acl
  acl = "public-read-write"
}

resource "aws_s3_bucket_acl" "any_account" {
  bucket = aws_s3_bucket.any_account.id
  # ruleid: terraform.aws.s3-public-acl
  acl = "authenticated-read"
}

resource "aws_s3_bucket_acl" "granted" {
  bucket = aws_s3_bucket.granted.id

  access_control_policy {
    grant {
      grantee {
        type = "Group"
        # ruleid: terraform.aws.s3-public-acl
        uri = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
      permission = "READ"
    }

    grant {
      grantee {
        type = "Group"
        # ok: terraform.aws.s3-public-acl
        uri = "http://acs.amazonaws.com/groups/s3/LogDelivery"
      }
      permission = "WRITE"
    }
  }
}

# The owner only.
resource "aws_s3_bucket_acl" "private" {
  bucket = aws_s3_bucket.private.id
  # ok: terraform.aws.s3-public-acl
  acl = "private"
}

# Written by the log delivery group, read by the owner.
resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.logs.id
  # ok: terraform.aws.s3-public-acl
  acl = "log-delivery-write"
}

# One object, not the bucket: public files are put up one by one on purpose.
resource "aws_s3_object" "logo" {
  bucket = aws_s3_bucket.assets.id
  key    = "logo.svg"
  # ok: terraform.aws.s3-public-acl
  acl = "public-read"
}

# Not decided here.
resource "aws_s3_bucket_acl" "from_caller" {
  bucket = aws_s3_bucket.from_caller.id
  # ok: terraform.aws.s3-public-acl
  acl = var.acl
}

# Another provider's attribute of the same name.
resource "digitalocean_spaces_bucket" "space" {
  name = "assets"
  # ok: terraform.aws.s3-public-acl
  acl = "public-read"
}
