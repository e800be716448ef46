# ruleid: terraform.aws.ecr-no-customer-key
resource "aws_ecr_repository" "a" {
  name = "a"
}
# ok: terraform.aws.ecr-no-customer-key
resource "aws_ecr_repository" "b" {
  encryption_configuration {
    encryption_type = "KMS"
  }
}
