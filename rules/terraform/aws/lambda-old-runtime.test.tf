resource "aws_lambda_function" "bad_1" {
  # ruleid: terraform.aws.lambda-old-runtime
  runtime = "dotnetcore3.1"
}

# ok: terraform.aws.lambda-old-runtime
resource "aws_lambda_function" "good_1" {
  # ok: terraform.aws.lambda-old-runtime
  runtime = "python3.13"
}
