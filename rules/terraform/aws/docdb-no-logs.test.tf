# ruleid: terraform.aws.docdb-no-logs
resource "aws_docdb_cluster" "bad" {
  cluster_identifier = "a"
}

resource "aws_docdb_cluster" "empty" {
  cluster_identifier = "a"
  # ruleid: terraform.aws.docdb-no-logs
  enabled_cloudwatch_logs_exports = []
}

# ok: terraform.aws.docdb-no-logs
resource "aws_docdb_cluster" "good" {
  cluster_identifier              = "a"
  enabled_cloudwatch_logs_exports = ["audit"]
}
