resource "alicloud_ram_account_password_policy" "bad_1" {
  # ruleid: terraform.alicloud.password-policy-symbols
  require_symbols = false
}

# ok: terraform.alicloud.password-policy-symbols
resource "alicloud_ram_account_password_policy" "good_1" {
  require_symbols = true
}

# ok: terraform.alicloud.password-policy-symbols
resource "alicloud_ram_account_password_policy" "good_2" {
}
