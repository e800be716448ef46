# ruleid: terraform.aws.lambda-url-open-cors
resource "aws_lambda_function" "linked" {
}

# ok: terraform.aws.lambda-url-open-cors
resource "aws_lambda_function" "good_case_1" {
}

resource "aws_lambda_function_url" "u" {
  function_name = aws_lambda_function.linked.function_name
  cors {
    allow_origins = ["*"]
    allow_methods = ["*"]
  }
}
