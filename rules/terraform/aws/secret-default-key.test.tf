# ruleid: terraform.aws.secret-default-key
resource "aws_secretsmanager_secret" "bad_case_1" {
  name = "x"
}

resource "aws_secretsmanager_secret" "bad_case_2" {
  # ruleid: terraform.aws.secret-default-key
  kms_key_id = "alias/aws/secretsmanager"
}

# ok: terraform.aws.secret-default-key
resource "aws_secretsmanager_secret" "good_case_1" {
  kms_key_id = "alias/mine"
}
