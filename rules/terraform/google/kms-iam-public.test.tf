resource "google_kms_crypto_key_iam_member" "bad_case_1" {
  # ruleid: terraform.google.kms-iam-public
  member = "allUsers"
}

# ok: terraform.google.kms-iam-public
resource "google_kms_crypto_key_iam_member" "good_case_1" {
  member = "user:alice@example.com"
}
