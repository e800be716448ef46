resource "aws_s3_bucket_acl" "bad_case_1" {
  access_control_policy {
    grant {
      grantee {
        type = "Group"
        # ruleid: terraform.aws.s3-authenticated-grant
        uri  = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
      }
      permission = "READ"
    }
  }
}

# ok: terraform.aws.s3-authenticated-grant
resource "aws_s3_bucket_acl" "good_case_1" {
  acl = "private"
}
