# ok: terraform.aws.s3-public-policy
resource "aws_s3_bucket_policy" "good_case_1" {
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = "s3:GetObject"
      Resource  = "*"
    }]
  })
}

resource "aws_s3_bucket_policy" "bad" {
  # ruleid: terraform.aws.s3-public-policy
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "*"
    }]
  })
}

resource "aws_s3_bucket_policy" "everybody_meets_it" {
  bucket = "b"
  # ruleid: terraform.aws.s3-public-policy
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::b/*"
      Condition = { ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::*" } }
    }]
  })
}

resource "aws_s3_bucket_policy" "says_nothing_of_the_account" {
  bucket = "b"
  # ruleid: terraform.aws.s3-public-policy
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::b/*"
      Condition = { StringEquals = { "aws:username" = "a" } }
    }]
  })
}

# ok: terraform.aws.s3-public-policy
resource "aws_s3_bucket_policy" "from_one_account" {
  bucket = "b"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::b/*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "111122223333" } }
    }]
  })
}
