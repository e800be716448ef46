resource "alicloud_ram_security_preference" "bad_1" {
  # ruleid: terraform.alicloud.no-mfa
  enforce_mfa_for_login = false
}

# ruleid: terraform.alicloud.no-mfa
resource "alicloud_ram_security_preference" "bad_2" {
}

# ok: terraform.alicloud.no-mfa
resource "alicloud_ram_security_preference" "good_1" {
  enforce_mfa_for_login = true
}
