# ruleid: terraform.aws.cluster-snapshot-unencrypted
resource "aws_db_cluster_snapshot" "a" {
  db_cluster_identifier = "c"
}
# ok: terraform.aws.cluster-snapshot-unencrypted
resource "aws_db_cluster_snapshot" "b" {
  storage_encrypted = true
}
