resource "google_sql_database_instance" "a" {
  # ruleid: terraform.google.postgres-log-lock-waits
  database_version = "POSTGRES_15"
  settings {
    database_flags {
      name  = "log_lock_waits"
      value = "off"
    }
  }
}
# ok: terraform.google.postgres-log-lock-waits
resource "google_sql_database_instance" "b" {
  database_version = "POSTGRES_15"
  settings {
    database_flags {
      name  = "log_lock_waits"
      value = "on"
    }
  }
}
