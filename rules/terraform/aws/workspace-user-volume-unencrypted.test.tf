# ruleid: terraform.aws.workspace-user-volume-unencrypted
resource "aws_workspaces_workspace" "bad_1" {
}

resource "aws_workspaces_workspace" "bad_1_0" {
  # ruleid: terraform.aws.workspace-user-volume-unencrypted
  user_volume_encryption_enabled = false
}

# ok: terraform.aws.workspace-user-volume-unencrypted
resource "aws_workspaces_workspace" "good_1" {
  # ok: terraform.aws.workspace-user-volume-unencrypted
  user_volume_encryption_enabled = true
}
