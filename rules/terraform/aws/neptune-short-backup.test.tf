# ruleid: terraform.aws.neptune-short-backup
resource "aws_neptune_cluster" "bad_1" {
}

resource "aws_neptune_cluster" "bad_2" {
  # ruleid: terraform.aws.neptune-short-backup
  backup_retention_period = 3
}

# ok: terraform.aws.neptune-short-backup
resource "aws_neptune_cluster" "good_1" {
  backup_retention_period = 7
}
