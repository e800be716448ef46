# ruleid: terraform.aws.keyspaces-no-customer-key
resource "aws_keyspaces_table" "bad_case_1" {
}

# ok: terraform.aws.keyspaces-no-customer-key
resource "aws_keyspaces_table" "good_case_1" {
  encryption_specification {
    kms_key_identifier = "arn"
    type               = "CUSTOMER_MANAGED_KMS_KEY"
  }
}
