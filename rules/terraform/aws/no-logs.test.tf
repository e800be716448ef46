# ruleid: terraform.aws.no-logs
resource "aws_waf_web_acl" "bad_1" {
}

# ok: terraform.aws.no-logs
resource "aws_waf_web_acl" "good_1" {
  logging_configuration {
    # ok: terraform.aws.no-logs
    log_destination = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-logs
resource "aws_wafregional_web_acl" "bad_2" {
}

# ok: terraform.aws.no-logs
resource "aws_wafregional_web_acl" "good_2" {
  logging_configuration {
    # ok: terraform.aws.no-logs
    log_destination = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-logs
resource "aws_appsync_graphql_api" "bad_3" {
}

# ok: terraform.aws.no-logs
resource "aws_appsync_graphql_api" "good_3" {
  log_config {
    # ok: terraform.aws.no-logs
    cloudwatch_logs_role_arn = "${var.given}-x"
  }
}

# ruleid: terraform.aws.no-logs
resource "aws_mwaa_environment" "bad_4" {
}

resource "aws_mwaa_environment" "bad_4_0" {
  logging_configuration {
    scheduler_logs {
      # ruleid: terraform.aws.no-logs
      enabled = false
    }
  }
}

# ok: terraform.aws.no-logs
resource "aws_mwaa_environment" "good_4" {
  logging_configuration {
    scheduler_logs {
      # ok: terraform.aws.no-logs
      enabled = true
    }
  }
}

# ruleid: terraform.aws.no-logs
resource "aws_mq_broker" "bad_5" {
}

resource "aws_mq_broker" "bad_5_0" {
  logs {
    # ruleid: terraform.aws.no-logs
    general = false
  }
}

# ok: terraform.aws.no-logs
resource "aws_mq_broker" "good_5" {
  logs {
    # ok: terraform.aws.no-logs
    general = true
  }
}

resource "aws_cloudtrail" "bad_6" {
  # ruleid: terraform.aws.no-logs
  enable_logging = false
}

# ok: terraform.aws.no-logs
resource "aws_cloudtrail" "good_6" {
  # ok: terraform.aws.no-logs
  enable_logging = true
}

# ruleid: terraform.aws.no-logs
resource "aws_rds_cluster" "bad_7" {
}

# ok: terraform.aws.no-logs
resource "aws_rds_cluster" "good_7" {
  # ok: terraform.aws.no-logs
  enabled_cloudwatch_logs_exports = "${var.given}-x"
}

# ruleid: terraform.aws.no-logs
resource "aws_sfn_state_machine" "bad_8" {
}

resource "aws_sfn_state_machine" "bad_8_0" {
  logging_configuration {
    # ruleid: terraform.aws.no-logs
    include_execution_data = false
  }
}

# ok: terraform.aws.no-logs
resource "aws_sfn_state_machine" "good_8" {
  logging_configuration {
    # ok: terraform.aws.no-logs
    include_execution_data = true
  }
}

resource "aws_ecs_cluster" "bad_9" {
  configuration {
    execute_command_configuration {
      # ruleid: terraform.aws.no-logs
      logging = "NONE"
    }
  }
}

# ok: terraform.aws.no-logs
resource "aws_ecs_cluster" "good_9" {
  configuration {
    execute_command_configuration {
      # ok: terraform.aws.no-logs
      logging = "DEFAULT"
    }
  }
}

# ruleid: terraform.aws.no-logs
resource "aws_globalaccelerator_accelerator" "bad_10" {
}

resource "aws_globalaccelerator_accelerator" "bad_10_0" {
  attributes {
    # ruleid: terraform.aws.no-logs
    flow_logs_enabled = false
  }
}

# ok: terraform.aws.no-logs
resource "aws_globalaccelerator_accelerator" "good_10" {
  attributes {
    # ok: terraform.aws.no-logs
    flow_logs_enabled = true
  }
}

# ruleid: terraform.aws.no-logs
resource "aws_api_gateway_stage" "bad_11" {
}

# ok: terraform.aws.no-logs
resource "aws_api_gateway_stage" "good_11" {
  access_log_settings {
    # ok: terraform.aws.no-logs
    destination_arn = "${var.given}-x"
  }
}
