# ruleid: terraform.aws.snapshot-tags-not-copied
resource "aws_rds_cluster" "bad_1" {
}

# ok: terraform.aws.snapshot-tags-not-copied
resource "aws_rds_cluster" "good_1" {
  # ok: terraform.aws.snapshot-tags-not-copied
  copy_tags_to_snapshot = true
}

resource "aws_neptune_cluster" "bad_2" {
  # ruleid: terraform.aws.snapshot-tags-not-copied
  copy_tags_to_snapshot = false
}

# ok: terraform.aws.snapshot-tags-not-copied
resource "aws_neptune_cluster" "good_2" {
  # ok: terraform.aws.snapshot-tags-not-copied
  copy_tags_to_snapshot = true
}
