# ruleid: terraform.google.key-may-be-destroyed
resource "google_kms_crypto_key" "bad_1" {
}

resource "google_kms_crypto_key" "bad_1_0" {
  lifecycle {
    # ruleid: terraform.google.key-may-be-destroyed
    prevent_destroy = false
  }
}

# ok: terraform.google.key-may-be-destroyed
resource "google_kms_crypto_key" "good_1" {
  lifecycle {
    # ok: terraform.google.key-may-be-destroyed
    prevent_destroy = true
  }
}
