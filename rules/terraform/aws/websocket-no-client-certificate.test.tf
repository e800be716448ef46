# ruleid: terraform.aws.websocket-no-client-certificate
resource "aws_apigatewayv2_stage" "bad_case_1" {
  api_id = aws_apigatewayv2_api.w.id
}

# ok: terraform.aws.websocket-no-client-certificate
resource "aws_apigatewayv2_stage" "good_case_1" {
  client_certificate_id = "c"
}

resource "aws_apigatewayv2_api" "w" {
  protocol_type = "WEBSOCKET"
}
