resource "alicloud_ram_account_password_policy" "bad_1" {
  # ruleid: terraform.alicloud.password-policy-numbers
  require_numbers = false
}

# ok: terraform.alicloud.password-policy-numbers
resource "alicloud_ram_account_password_policy" "good_1" {
  require_numbers = true
}

# ok: terraform.alicloud.password-policy-numbers
resource "alicloud_ram_account_password_policy" "good_2" {
}
