resource "google_sql_database_instance" "a" {
  # ruleid: terraform.google.postgres-log-temporary-files
  database_version = "POSTGRES_15"
  settings {
    database_flags {
      name  = "log_temp_files"
      value = "1"
    }
  }
}
# ok: terraform.google.postgres-log-temporary-files
resource "google_sql_database_instance" "b" {
  database_version = "POSTGRES_15"
  settings {
    database_flags {
      name  = "log_temp_files"
      value = "0"
    }
  }
}
