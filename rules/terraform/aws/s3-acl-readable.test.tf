# ok: terraform.aws.s3-acl-readable
resource "aws_s3_bucket_acl" "good_case_1" {
  acl = "private"
}

resource "aws_s3_bucket_acl" "bad" {
  access_control_policy {
    grant {
      permission = "READ_ACP"
      grantee {
        type = "Group"
        # ruleid: terraform.aws.s3-acl-readable
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
    }
  }
}
