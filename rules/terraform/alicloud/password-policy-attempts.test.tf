resource "alicloud_ram_account_password_policy" "bad_1" {
  # ruleid: terraform.alicloud.password-policy-attempts
  max_login_attempts = 6
}

# ok: terraform.alicloud.password-policy-attempts
resource "alicloud_ram_account_password_policy" "good_1" {
  max_login_attempts = 5
}

# ok: terraform.alicloud.password-policy-attempts
resource "alicloud_ram_account_password_policy" "good_2" {
}
