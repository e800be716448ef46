resource "aws_api_gateway_method_settings" "bad_1" {
  settings {
    # ruleid: terraform.aws.data-trace-on
    data_trace_enabled = true
  }
}

# ok: terraform.aws.data-trace-on
resource "aws_api_gateway_method_settings" "good_1" {
  settings {
    # ok: terraform.aws.data-trace-on
    data_trace_enabled = false
  }
}
