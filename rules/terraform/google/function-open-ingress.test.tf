# ruleid: terraform.google.function-open-ingress
resource "google_cloudfunctions_function" "bad_1" {
}

resource "google_cloudfunctions_function" "bad_1_0" {
  # ruleid: terraform.google.function-open-ingress
  ingress_settings = "ALLOW_ALL"
}

# ok: terraform.google.function-open-ingress
resource "google_cloudfunctions_function" "good_1" {
  # ok: terraform.google.function-open-ingress
  ingress_settings = "ALLOW_INTERNAL_AND_GCLB"
}

# ruleid: terraform.google.function-open-ingress
resource "google_cloudfunctions2_function" "bad_2" {
}

resource "google_cloudfunctions2_function" "bad_2_0" {
  service_config {
    # ruleid: terraform.google.function-open-ingress
    ingress_settings = "ALLOW_ALL"
  }
}

# ok: terraform.google.function-open-ingress
resource "google_cloudfunctions2_function" "good_2" {
  service_config {
    # ok: terraform.google.function-open-ingress
    ingress_settings = "ALLOW_INTERNAL_AND_GCLB"
  }
}
