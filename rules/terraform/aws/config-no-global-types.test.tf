# ruleid: terraform.aws.config-no-global-types
resource "aws_config_configuration_recorder" "bad_1" {
}

resource "aws_config_configuration_recorder" "bad_1_0" {
  recording_group {
    # ruleid: terraform.aws.config-no-global-types
    include_global_resource_types = false
  }
}

# ok: terraform.aws.config-no-global-types
resource "aws_config_configuration_recorder" "good_1" {
  recording_group {
    # ok: terraform.aws.config-no-global-types
    include_global_resource_types = true
  }
}
