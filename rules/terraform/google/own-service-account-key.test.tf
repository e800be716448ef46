resource "google_service_account_key" "bad_case_1" {
  # ruleid: terraform.google.own-service-account-key
  public_key_data = "x"
}

# ok: terraform.google.own-service-account-key
resource "google_service_account_key" "good_case_1" {
  service_account_id = "x"
}
