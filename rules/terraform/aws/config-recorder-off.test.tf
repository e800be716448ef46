resource "aws_config_configuration_recorder_status" "bad_case_1" {
  # ruleid: terraform.aws.config-recorder-off
  is_enabled = false
}

# ok: terraform.aws.config-recorder-off
resource "aws_config_configuration_recorder_status" "good_case_1" {
  is_enabled = true
}
