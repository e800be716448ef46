# ruleid: terraform.aws.efs-access-point-without-user
resource "aws_efs_access_point" "bad_1" {
}

# ok: terraform.aws.efs-access-point-without-user
resource "aws_efs_access_point" "good_1" {
  posix_user {
    # ok: terraform.aws.efs-access-point-without-user
    gid = "${var.given}-x"
  }
}
