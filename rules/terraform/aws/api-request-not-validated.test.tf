# ruleid: terraform.aws.api-request-not-validated
resource "aws_api_gateway_method" "bad_1" {
}

# ok: terraform.aws.api-request-not-validated
resource "aws_api_gateway_method" "good_1" {
  # ok: terraform.aws.api-request-not-validated
  request_validator_id = "${var.given}-x"
}
