# ruleid: terraform.aws.no-tracing
resource "aws_sfn_state_machine" "bad_1" {
}

resource "aws_sfn_state_machine" "bad_1_0" {
  tracing_configuration {
    # ruleid: terraform.aws.no-tracing
    enabled = false
  }
}

# ok: terraform.aws.no-tracing
resource "aws_sfn_state_machine" "good_1" {
  tracing_configuration {
    # ok: terraform.aws.no-tracing
    enabled = true
  }
}

# ruleid: terraform.aws.no-tracing
resource "aws_lambda_function" "bad_2" {
}

resource "aws_lambda_function" "bad_2_0" {
  tracing_config {
    # ruleid: terraform.aws.no-tracing
    mode = "Off"
  }
}

# ok: terraform.aws.no-tracing
resource "aws_lambda_function" "good_2" {
  tracing_config {
    # ok: terraform.aws.no-tracing
    mode = "Active"
  }
}

# ruleid: terraform.aws.no-tracing
resource "aws_api_gateway_stage" "bad_3" {
}

resource "aws_api_gateway_stage" "bad_3_0" {
  # ruleid: terraform.aws.no-tracing
  xray_tracing_enabled = false
}

# ok: terraform.aws.no-tracing
resource "aws_api_gateway_stage" "good_3" {
  # ok: terraform.aws.no-tracing
  xray_tracing_enabled = true
}
