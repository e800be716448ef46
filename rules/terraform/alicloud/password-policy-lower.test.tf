resource "alicloud_ram_account_password_policy" "bad_1" {
  # ruleid: terraform.alicloud.password-policy-lower
  require_lowercase_characters = false
}

# ok: terraform.alicloud.password-policy-lower
resource "alicloud_ram_account_password_policy" "good_1" {
  require_lowercase_characters = true
}

# ok: terraform.alicloud.password-policy-lower
resource "alicloud_ram_account_password_policy" "good_2" {
}
