# ruleid: terraform.aws.efs-access-point-at-root
resource "aws_efs_access_point" "bad_1" {
}

resource "aws_efs_access_point" "bad_1_0" {
  root_directory {
    # ruleid: terraform.aws.efs-access-point-at-root
    path = "/"
  }
}

# ok: terraform.aws.efs-access-point-at-root
resource "aws_efs_access_point" "good_1" {
  root_directory {
    # ok: terraform.aws.efs-access-point-at-root
    path = "/app"
  }
}
