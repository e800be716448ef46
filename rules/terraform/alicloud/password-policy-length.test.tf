# ruleid: terraform.alicloud.password-policy-length
resource "alicloud_ram_account_password_policy" "bad_1" {
}

resource "alicloud_ram_account_password_policy" "bad_2" {
  # ruleid: terraform.alicloud.password-policy-length
  minimum_password_length = 12
}

# ok: terraform.alicloud.password-policy-length
resource "alicloud_ram_account_password_policy" "good_1" {
  minimum_password_length = 14
}
