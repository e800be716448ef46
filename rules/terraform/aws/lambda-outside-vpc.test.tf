# ruleid: terraform.aws.lambda-outside-vpc
resource "aws_lambda_function" "bad_case_1" {
  function_name = "x"
}

# ok: terraform.aws.lambda-outside-vpc
resource "aws_lambda_function" "good_case_1" {
  vpc_config {
    subnet_ids = ["s"]
  }
}
