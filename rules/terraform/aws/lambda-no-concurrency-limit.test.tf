# ruleid: terraform.aws.lambda-no-concurrency-limit
resource "aws_lambda_function" "bad_1" {
}

# ok: terraform.aws.lambda-no-concurrency-limit
resource "aws_lambda_function" "good_1" {
  # ok: terraform.aws.lambda-no-concurrency-limit
  reserved_concurrent_executions = "${var.given}-x"
}
