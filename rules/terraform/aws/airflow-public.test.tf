resource "aws_mwaa_environment" "bad_1" {
  # ruleid: terraform.aws.airflow-public
  webserver_access_mode = "PUBLIC_ONLY"
}

# ok: terraform.aws.airflow-public
resource "aws_mwaa_environment" "good_1" {
  # ok: terraform.aws.airflow-public
  webserver_access_mode = "PRIVATE_ONLY"
}
