resource "aws_dlm_lifecycle_policy" "bad_case_1" {
  policy_details {
    schedule {
      cross_region_copy_rule {
        # ruleid: terraform.aws.dlm-copy-unencrypted
        encrypted = false
      }
    }
  }
}

# ok: terraform.aws.dlm-copy-unencrypted
resource "aws_dlm_lifecycle_policy" "good_case_1" {
  policy_details {
    schedule {
      cross_region_copy_rule {
        encrypted = true
      }
    }
  }
}
