resource "aws_dlm_lifecycle_policy" "bad_case_1" {
  policy_details {
    schedule {
      # ruleid: terraform.aws.dlm-copy-no-customer-key
      cross_region_copy_rule {
        encrypted = true
      }
    }
  }
}

# ok: terraform.aws.dlm-copy-no-customer-key
resource "aws_dlm_lifecycle_policy" "good_case_1" {
  policy_details {
    schedule {
      cross_region_copy_rule {
        encrypted = true
        cmk_arn   = "arn"
      }
    }
  }
}
