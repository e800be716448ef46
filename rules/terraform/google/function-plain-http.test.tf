# ruleid: terraform.google.function-plain-http
resource "google_cloudfunctions_function" "bad_1" {
  trigger_http = true
}

resource "google_cloudfunctions_function" "bad_1_0" {
  trigger_http = true
  # ruleid: terraform.google.function-plain-http
  https_trigger_security_level = "SECURE_OPTIONAL"
}

# ok: terraform.google.function-plain-http
resource "google_cloudfunctions_function" "good_1" {
  trigger_http = true
  # ok: terraform.google.function-plain-http
  https_trigger_security_level = "SECURE_ALWAYS"
}
