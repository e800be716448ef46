# ruleid: terraform.aws.stage-no-log-level
resource "aws_api_gateway_stage" "a" {
  stage_name = "a"
}
# ok: terraform.aws.stage-no-log-level
resource "aws_api_gateway_stage" "b" {
  stage_name = "b"
}

resource "aws_api_gateway_method_settings" "b" {
  stage_name = aws_api_gateway_stage.b.stage_name
  settings {
    logging_level   = "ERROR"
    metrics_enabled = true
  }
}
