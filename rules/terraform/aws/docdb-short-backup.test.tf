# ruleid: terraform.aws.docdb-short-backup
resource "aws_docdb_cluster" "bad_1" {
}

resource "aws_docdb_cluster" "bad_2" {
  # ruleid: terraform.aws.docdb-short-backup
  backup_retention_period = 3
}

# ok: terraform.aws.docdb-short-backup
resource "aws_docdb_cluster" "good_1" {
  backup_retention_period = 7
}
