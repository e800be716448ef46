resource "ibm_iam_account_settings" "a" {
  # ruleid: terraform.ibm.no-mfa
  mfa = "NONE"
}
# ok: terraform.ibm.no-mfa
resource "ibm_iam_account_settings" "b" {
  mfa = "TOTP4ALL"
}
