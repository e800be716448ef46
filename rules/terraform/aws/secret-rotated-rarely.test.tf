resource "aws_secretsmanager_secret_rotation" "bad_case_1" {
  rotation_rules {
    # ruleid: terraform.aws.secret-rotated-rarely
    automatically_after_days = 120
  }
}

# ok: terraform.aws.secret-rotated-rarely
resource "aws_secretsmanager_secret_rotation" "good_case_1" {
  rotation_rules {
    automatically_after_days = 30
  }
}
