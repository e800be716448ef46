resource "google_sql_database_instance" "a" {
  database_version = "POSTGRES_15"
  # ruleid: terraform.google.sql-no-tls
  settings {
    tier = "db-f1-micro"
  }
}
# ok: terraform.google.sql-no-tls
resource "google_sql_database_instance" "b" {
  settings {
    ip_configuration {
      ssl_mode = "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"
    }
  }
}
