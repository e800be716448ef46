resource "aws_cloudtrail" "off" {
  name           = "off"
  s3_bucket_name = aws_s3_bucket.trail.id
  # ruleid: terraform.aws.cloudtrail-no-log-validation
  enable_log_file_validation = false
}

# ruleid: terraform.aws.cloudtrail-no-log-validation
resource "aws_cloudtrail" "left_out" {
  name           = "left-out"
  s3_bucket_name = aws_s3_bucket.trail.id
}

# ruleid: terraform.aws.cloudtrail-no-log-validation
resource "aws_cloudtrail" "with_selector" {
  name                  = "with-selector"
  s3_bucket_name        = aws_s3_bucket.trail.id
  is_multi_region_trail = true

  event_selector {
    read_write_type = "All"
  }
}

# ok: terraform.aws.cloudtrail-no-log-validation
resource "aws_cloudtrail" "on" {
  name           = "on"
  s3_bucket_name = aws_s3_bucket.trail.id
  # ok: terraform.aws.cloudtrail-no-log-validation
  enable_log_file_validation = true
}

# Not decided here.
# ok: terraform.aws.cloudtrail-no-log-validation
resource "aws_cloudtrail" "from_caller" {
  name                       = "from-caller"
  s3_bucket_name             = aws_s3_bucket.trail.id
  enable_log_file_validation = var.validate
}

# Another kind of resource.
# ok: terraform.aws.cloudtrail-no-log-validation
resource "aws_cloudtrail_event_data_store" "lake" {
  name = "lake"
}

# ruleid: terraform.aws.cloudtrail-no-log-validation
resource "aws_cloudtrail" "bad_1" {
}

resource "aws_cloudtrail" "bad_1_0" {
  # ruleid: terraform.aws.cloudtrail-no-log-validation
  enable_log_file_validation = false
}

# ok: terraform.aws.cloudtrail-no-log-validation
resource "aws_cloudtrail" "good_1" {
  # ok: terraform.aws.cloudtrail-no-log-validation
  enable_log_file_validation = true
}
