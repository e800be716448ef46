# ruleid: terraform.alicloud.oss-no-customer-key
resource "alicloud_oss_bucket" "bad_1" {
}

# ok: terraform.alicloud.oss-no-customer-key
resource "alicloud_oss_bucket" "good_1" {
  server_side_encryption_rule {
    sse_algorithm     = "KMS"
    kms_master_key_id = "key"
  }
}
