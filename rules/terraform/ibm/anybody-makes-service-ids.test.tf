# ruleid: terraform.ibm.anybody-makes-service-ids
resource "ibm_iam_account_settings" "a" {
  mfa = "TOTP"
}
# ok: terraform.ibm.anybody-makes-service-ids
resource "ibm_iam_account_settings" "b" {
  restrict_create_service_id = "RESTRICTED"
}
