# ruleid: terraform.aws.stack-no-notifications
resource "aws_cloudformation_stack" "bad_case_1" {
  name = "x"
}

# ok: terraform.aws.stack-no-notifications
resource "aws_cloudformation_stack" "good_case_1" {
  notification_arns = ["arn"]
}
