resource "google_sql_database_instance" "a" {
  # ruleid: terraform.google.postgres-log-connections
  database_version = "POSTGRES_15"
  settings {
    database_flags {
      name  = "log_connections"
      value = "off"
    }
  }
}
# ok: terraform.google.postgres-log-connections
resource "google_sql_database_instance" "b" {
  database_version = "POSTGRES_15"
  settings {
    database_flags {
      name  = "log_connections"
      value = "on"
    }
  }
}
