# ruleid: terraform.google.bucket-no-versions
resource "google_storage_bucket" "bad_1" {
}

resource "google_storage_bucket" "bad_1_0" {
  versioning {
    # ruleid: terraform.google.bucket-no-versions
    enabled = false
  }
}

# ok: terraform.google.bucket-no-versions
resource "google_storage_bucket" "good_1" {
  versioning {
    # ok: terraform.google.bucket-no-versions
    enabled = true
  }
}
