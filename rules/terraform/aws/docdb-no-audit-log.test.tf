# ruleid: terraform.aws.docdb-no-audit-log
resource "aws_docdb_cluster_parameter_group" "a" {
  family = "docdb5.0"
}
# ok: terraform.aws.docdb-no-audit-log
resource "aws_docdb_cluster_parameter_group" "b" {
  parameter {
    name  = "audit_logs"
    value = "enabled"
  }
}
