# ruleid: terraform.google.kms-key-public
resource "google_kms_crypto_key" "linked" {
  name = "a"
}

# ok: terraform.google.kms-key-public
resource "google_kms_crypto_key" "good_case_1" {
  name = "b"
}

resource "google_kms_crypto_key_iam_member" "m" {
  x      = google_kms_crypto_key.linked.id
  member = "allUsers"
}
