resource "google_sql_database_instance" "a" {
  # ruleid: terraform.google.postgres-log-checkpoints
  database_version = "POSTGRES_15"
  settings {
    database_flags {
      name  = "log_checkpoints"
      value = "off"
    }
  }
}
# ok: terraform.google.postgres-log-checkpoints
resource "google_sql_database_instance" "b" {
  database_version = "POSTGRES_15"
  settings {
    database_flags {
      name  = "log_checkpoints"
      value = "on"
    }
  }
}
