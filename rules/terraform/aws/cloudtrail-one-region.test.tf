# ruleid: terraform.aws.cloudtrail-one-region
resource "aws_cloudtrail" "bad_1" {
}

resource "aws_cloudtrail" "bad_1_0" {
  # ruleid: terraform.aws.cloudtrail-one-region
  is_multi_region_trail = false
}

# ok: terraform.aws.cloudtrail-one-region
resource "aws_cloudtrail" "good_1" {
  # ok: terraform.aws.cloudtrail-one-region
  is_multi_region_trail = true
}
