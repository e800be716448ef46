# ruleid: terraform.aws.dynamodb-no-recovery
resource "aws_dynamodb_table" "bad_1" {
}

resource "aws_dynamodb_table" "bad_1_0" {
  point_in_time_recovery {
    # ruleid: terraform.aws.dynamodb-no-recovery
    enabled = false
  }
}

# ok: terraform.aws.dynamodb-no-recovery
resource "aws_dynamodb_table" "good_1" {
  point_in_time_recovery {
    # ok: terraform.aws.dynamodb-no-recovery
    enabled = true
  }
}
