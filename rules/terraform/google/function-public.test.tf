resource "google_cloudfunctions_function_iam_member" "bad_case_1" {
  # ruleid: terraform.google.function-public
  member = "allUsers"
}

# ok: terraform.google.function-public
resource "google_cloudfunctions_function_iam_member" "good_case_1" {
  member = "user:alice@example.com"
}
