# ruleid: terraform.alicloud.password-policy-reuse
resource "alicloud_ram_account_password_policy" "bad_1" {
}

resource "alicloud_ram_account_password_policy" "bad_2" {
  # ruleid: terraform.alicloud.password-policy-reuse
  password_reuse_prevention = 3
}

# ok: terraform.alicloud.password-policy-reuse
resource "alicloud_ram_account_password_policy" "good_1" {
  password_reuse_prevention = 24
}
