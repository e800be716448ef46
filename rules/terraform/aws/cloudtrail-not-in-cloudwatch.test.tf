# ruleid: terraform.aws.cloudtrail-not-in-cloudwatch
resource "aws_cloudtrail" "bad_1" {
}

# ok: terraform.aws.cloudtrail-not-in-cloudwatch
resource "aws_cloudtrail" "good_1" {
  # ok: terraform.aws.cloudtrail-not-in-cloudwatch
  cloud_watch_logs_group_arn = "${var.given}-x"
}
