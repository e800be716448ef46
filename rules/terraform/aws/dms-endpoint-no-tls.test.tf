resource "aws_dms_endpoint" "bad_case_1" {
  endpoint_type = "source"
  # ruleid: terraform.aws.dms-endpoint-no-tls
  engine_name   = "mysql"
  ssl_mode      = "none"
}

# ok: terraform.aws.dms-endpoint-no-tls
resource "aws_dms_endpoint" "good_case_1" {
  endpoint_type = "source"
  engine_name   = "mysql"
  ssl_mode      = "require"
}
