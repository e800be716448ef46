# ruleid: terraform.google.bucket-no-access-log
resource "google_storage_bucket" "bad_case_1" {
  name = "x"
}

# ok: terraform.google.bucket-no-access-log
resource "google_storage_bucket" "good_case_1" {
  logging {
    log_bucket = "y"
  }
}
