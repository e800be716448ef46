resource "aws_docdb_cluster_parameter_group" "a" {
  parameter {
    name  = "tls"
    # ruleid: terraform.aws.docdb-no-tls
    value = "disabled"
  }
}
# ok: terraform.aws.docdb-no-tls
resource "aws_docdb_cluster_parameter_group" "b" {
  parameter {
    name  = "tls"
    value = "enabled"
  }
}
