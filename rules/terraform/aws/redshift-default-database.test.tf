# ruleid: terraform.aws.redshift-default-database
resource "aws_redshift_cluster" "bad_1" {
}

# ok: terraform.aws.redshift-default-database
resource "aws_redshift_cluster" "good_1" {
  # ok: terraform.aws.redshift-default-database
  database_name = "${var.given}-x"
}
