# ruleid: terraform.aws.api-no-client-certificate
resource "aws_api_gateway_stage" "bad_1" {
}

# ok: terraform.aws.api-no-client-certificate
resource "aws_api_gateway_stage" "good_1" {
  # ok: terraform.aws.api-no-client-certificate
  client_certificate_id = "${var.given}-x"
}
