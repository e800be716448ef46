resource "google_storage_bucket" "bad_case_1" {
  name = "x"
  logging {
    # ruleid: terraform.google.bucket-logs-to-itself
    log_bucket = "x"
  }
}

# ok: terraform.google.bucket-logs-to-itself
resource "google_storage_bucket" "good_case_1" {
  name = "x"
  logging {
    log_bucket = "y"
  }
}
