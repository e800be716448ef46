resource "google_storage_bucket_iam_member" "bad_case_1" {
  # ruleid: terraform.google.bucket-public
  member = "allUsers"
}

# ok: terraform.google.bucket-public
resource "google_storage_bucket_iam_member" "good_case_1" {
  member = "user:alice@example.com"
}
