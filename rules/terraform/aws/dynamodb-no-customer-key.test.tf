# ruleid: terraform.aws.dynamodb-no-customer-key
resource "aws_dynamodb_table" "bad_case_1" {
}

# ok: terraform.aws.dynamodb-no-customer-key
resource "aws_dynamodb_table" "good_case_1" {
  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn"
  }
}
