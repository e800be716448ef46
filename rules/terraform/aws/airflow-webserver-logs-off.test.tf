# ruleid: terraform.aws.airflow-webserver-logs-off
resource "aws_mwaa_environment" "bad_1" {
}

resource "aws_mwaa_environment" "bad_1_0" {
  logging_configuration {
    webserver_logs {
      # ruleid: terraform.aws.airflow-webserver-logs-off
      enabled = false
    }
  }
}

# ok: terraform.aws.airflow-webserver-logs-off
resource "aws_mwaa_environment" "good_1" {
  logging_configuration {
    webserver_logs {
      # ok: terraform.aws.airflow-webserver-logs-off
      enabled = true
    }
  }
}
