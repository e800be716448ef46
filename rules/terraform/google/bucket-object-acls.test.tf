# ruleid: terraform.google.bucket-object-acls
resource "google_storage_bucket" "bad_1" {
}

resource "google_storage_bucket" "bad_1_0" {
  # ruleid: terraform.google.bucket-object-acls
  uniform_bucket_level_access = false
}

# ok: terraform.google.bucket-object-acls
resource "google_storage_bucket" "good_1" {
  # ok: terraform.google.bucket-object-acls
  uniform_bucket_level_access = true
}
