# ruleid: terraform.aws.lambda-permission-any-source
resource "aws_lambda_permission" "bad_case_1" {
  principal = "sns.amazonaws.com"
}

# ok: terraform.aws.lambda-permission-any-source
resource "aws_lambda_permission" "good_case_1" {
  principal  = "sns.amazonaws.com"
  source_arn = "arn"
}
