resource "google_sql_database_instance" "a" {
  # ruleid: terraform.google.postgres-log-disconnections
  database_version = "POSTGRES_15"
  settings {
    database_flags {
      name  = "log_disconnections"
      value = "off"
    }
  }
}
# ok: terraform.google.postgres-log-disconnections
resource "google_sql_database_instance" "b" {
  database_version = "POSTGRES_15"
  settings {
    database_flags {
      name  = "log_disconnections"
      value = "on"
    }
  }
}
