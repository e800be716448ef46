resource "okta_app_signon_policy_rule" "a" {
  # ruleid: terraform.okta.one-factor
  factor_mode = "1FA"
}
# ok: terraform.okta.one-factor
resource "okta_app_signon_policy_rule" "b" {
  factor_mode = "2FA"
}
