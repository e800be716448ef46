# ruleid: terraform.google.sql-old-version
resource "google_sql_database_instance" "bad_1" {
}

resource "google_sql_database_instance" "bad_1_0" {
  # ruleid: terraform.google.sql-old-version
  database_version = "POSTGRES_9_6"
}

# ok: terraform.google.sql-old-version
resource "google_sql_database_instance" "good_1" {
  # ok: terraform.google.sql-old-version
  database_version = "POSTGRES_18"
}
