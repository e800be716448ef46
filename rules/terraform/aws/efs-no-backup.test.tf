# ruleid: terraform.aws.efs-no-backup
resource "aws_efs_file_system" "bad_case_1" {
}

# ok: terraform.aws.efs-no-backup
resource "aws_efs_file_system" "linked" {
}

resource "aws_backup_selection" "x" {
  resources_arn = aws_efs_file_system.linked.id
}
