# ruleid: terraform.aws.rds-cluster-no-backup-plan
resource "aws_rds_cluster" "bad_case_1" {
}

# ok: terraform.aws.rds-cluster-no-backup-plan
resource "aws_rds_cluster" "linked" {
}

resource "aws_backup_selection" "x" {
  resources_arn = aws_rds_cluster.linked.id
}
