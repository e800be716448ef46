# ruleid: terraform.aws.dms-endpoint-no-customer-key
resource "aws_dms_endpoint" "bad_case_1" {
  engine_name = "mysql"
}

# ok: terraform.aws.dms-endpoint-no-customer-key
resource "aws_dms_endpoint" "good_case_1" {
  engine_name = "mysql"
  kms_key_arn = "arn"
}
