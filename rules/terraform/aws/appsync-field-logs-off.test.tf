# ruleid: terraform.aws.appsync-field-logs-off
resource "aws_appsync_graphql_api" "bad_1" {
}

resource "aws_appsync_graphql_api" "bad_1_0" {
  log_config {
    # ruleid: terraform.aws.appsync-field-logs-off
    field_log_level = "NONE"
  }
}

# ok: terraform.aws.appsync-field-logs-off
resource "aws_appsync_graphql_api" "good_1" {
  log_config {
    # ok: terraform.aws.appsync-field-logs-off
    field_log_level = "ALL"
  }
}
