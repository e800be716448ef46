# ruleid: terraform.aws.athena-database-unencrypted
resource "aws_athena_database" "a" {
  name = "a"
}
# ok: terraform.aws.athena-database-unencrypted
resource "aws_athena_database" "b" {
  encryption_configuration {
    encryption_option = "SSE_KMS"
  }
}
