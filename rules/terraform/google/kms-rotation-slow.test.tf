resource "google_kms_crypto_key" "bad_case_1" {
  # ruleid: terraform.google.kms-rotation-slow
  rotation_period = "31536000s"
}

# ok: terraform.google.kms-rotation-slow
resource "google_kms_crypto_key" "good_case_1" {
  rotation_period = "7776000s"
}
