# ruleid: terraform.aws.lambda-environment-no-key
resource "aws_lambda_function" "bad_case_1" {
  environment {
    variables = { A = "b" }
  }
}

# ok: terraform.aws.lambda-environment-no-key
resource "aws_lambda_function" "good_case_1" {
  kms_key_arn = "arn"
  environment {
    variables = { A = "b" }
  }
}
