resource "google_sql_database_instance" "bad_case_1" {
  # ruleid: terraform.google.postgres-no-duration-log
  database_version = "POSTGRES_14"
  settings {
    database_flags {
      name  = "log_duration"
      value = "off"
    }
  }
}

# ok: terraform.google.postgres-no-duration-log
resource "google_sql_database_instance" "good_case_1" {
  database_version = "POSTGRES_14"
  settings {
    database_flags {
      name  = "log_duration"
      value = "on"
    }
  }
}
