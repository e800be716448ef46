resource "google_spanner_database" "bad_1" {
  # ruleid: terraform.google.no-deletion-protection
  deletion_protection = false
}

# ok: terraform.google.no-deletion-protection
resource "google_spanner_database" "good_1" {
  # ok: terraform.google.no-deletion-protection
  deletion_protection = true
}

# ruleid: terraform.google.no-deletion-protection
resource "google_bigquery_table" "bad_2" {
}

# ok: terraform.google.no-deletion-protection
resource "google_bigquery_table" "good_2" {
  # ok: terraform.google.no-deletion-protection
  deletion_protection = true
}

resource "google_bigtable_instance" "bad_3" {
  # ruleid: terraform.google.no-deletion-protection
  deletion_protection = false
}

# ok: terraform.google.no-deletion-protection
resource "google_bigtable_instance" "good_3" {
  # ok: terraform.google.no-deletion-protection
  deletion_protection = true
}
