resource "aws_db_instance" "bad_1" {
  # ruleid: terraform.aws.old-database-certificate
  ca_cert_identifier = "rds-ca-2015"
}

# ok: terraform.aws.old-database-certificate
resource "aws_db_instance" "good_1" {
  # ok: terraform.aws.old-database-certificate
  ca_cert_identifier = "rds-ca-rsa2048-g1"
}
