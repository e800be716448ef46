resource "aws_redshift_cluster" "a" {
  master_username     = "admin"
  # ruleid: terraform.aws.redshift-known-user-public
  publicly_accessible = true
}
# ok: terraform.aws.redshift-known-user-public
resource "aws_redshift_cluster" "b" {
  master_username     = "admin"
  publicly_accessible = false
}
