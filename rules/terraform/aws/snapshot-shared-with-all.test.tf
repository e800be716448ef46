resource "aws_db_snapshot" "bad" {
  # ruleid: terraform.aws.snapshot-shared-with-all
  shared_accounts = ["all"]
}

# ok: terraform.aws.snapshot-shared-with-all
resource "aws_db_snapshot" "good" {
  shared_accounts = ["123456789012"]
}
