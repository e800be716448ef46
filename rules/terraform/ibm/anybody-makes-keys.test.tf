# ruleid: terraform.ibm.anybody-makes-keys
resource "ibm_iam_account_settings" "a" {
  mfa = "TOTP"
}
# ok: terraform.ibm.anybody-makes-keys
resource "ibm_iam_account_settings" "b" {
  restrict_create_platform_apikey = "RESTRICTED"
}
