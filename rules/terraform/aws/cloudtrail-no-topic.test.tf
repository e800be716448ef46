# ruleid: terraform.aws.cloudtrail-no-topic
resource "aws_cloudtrail" "bad_1" {
}

# ok: terraform.aws.cloudtrail-no-topic
resource "aws_cloudtrail" "good_1" {
  # ok: terraform.aws.cloudtrail-no-topic
  sns_topic_name = "${var.given}-x"
}
