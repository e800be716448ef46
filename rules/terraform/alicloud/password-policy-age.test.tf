# ruleid: terraform.alicloud.password-policy-age
resource "alicloud_ram_account_password_policy" "bad_1" {
}

resource "alicloud_ram_account_password_policy" "bad_2" {
  # ruleid: terraform.alicloud.password-policy-age
  max_password_age = 120
}

# ok: terraform.alicloud.password-policy-age
resource "alicloud_ram_account_password_policy" "good_1" {
  max_password_age = 90
}
