resource "aws_api_gateway_method" "bad_case_1" {
  # ruleid: terraform.aws.api-no-authorization
  http_method   = "GET"
  authorization = "NONE"
}

# ok: terraform.aws.api-no-authorization
resource "aws_api_gateway_method" "good_case_1" {
  http_method   = "GET"
  authorization = "AWS_IAM"
}
