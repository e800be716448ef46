# ok: terraform.google.bigquery-dataset-public
resource "google_bigquery_dataset" "good_case_1" {
  access {
    role          = "READER"
    special_group = "projectReaders"
  }
}

resource "google_bigquery_dataset" "bad" {
  access {
    role          = "READER"
    # ruleid: terraform.google.bigquery-dataset-public
    special_group = "allUsers"
  }
}
