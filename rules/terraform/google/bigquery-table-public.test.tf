resource "google_bigquery_table_iam_member" "bad_case_1" {
  # ruleid: terraform.google.bigquery-table-public
  member = "allUsers"
}

# ok: terraform.google.bigquery-table-public
resource "google_bigquery_table_iam_member" "good_case_1" {
  member = "user:alice@example.com"
}
