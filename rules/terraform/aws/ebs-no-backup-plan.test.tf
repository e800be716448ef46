# ruleid: terraform.aws.ebs-no-backup-plan
resource "aws_ebs_volume" "bad_case_1" {
}

# ok: terraform.aws.ebs-no-backup-plan
resource "aws_ebs_volume" "linked" {
}

resource "aws_backup_selection" "x" {
  resources_arn = aws_ebs_volume.linked.id
}
