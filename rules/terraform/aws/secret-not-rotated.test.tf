# ruleid: terraform.aws.secret-not-rotated
resource "aws_secretsmanager_secret" "bad_case_1" {
}

# ok: terraform.aws.secret-not-rotated
resource "aws_secretsmanager_secret" "linked" {
}

resource "aws_secretsmanager_secret_rotation" "x" {
  secret_id = aws_secretsmanager_secret.linked.id
}
