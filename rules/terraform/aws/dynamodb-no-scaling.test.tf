# ruleid: terraform.aws.dynamodb-no-scaling
resource "aws_dynamodb_table" "bad_case_1" {
  name = "t"
}

# ok: terraform.aws.dynamodb-no-scaling
resource "aws_dynamodb_table" "good_case_1" {
  billing_mode = "PAY_PER_REQUEST"
}
