resource "alicloud_ram_account_password_policy" "bad_1" {
  # ruleid: terraform.alicloud.password-policy-upper
  require_uppercase_characters = false
}

# ok: terraform.alicloud.password-policy-upper
resource "alicloud_ram_account_password_policy" "good_1" {
  require_uppercase_characters = true
}

# ok: terraform.alicloud.password-policy-upper
resource "alicloud_ram_account_password_policy" "good_2" {
}
