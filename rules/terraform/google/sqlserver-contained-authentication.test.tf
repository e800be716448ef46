resource "google_sql_database_instance" "a" {
  # ruleid: terraform.google.sqlserver-contained-authentication
  database_version = "SQLSERVER_15"
  settings {
    database_flags {
      name  = "contained database authentication"
      value = "on"
    }
  }
}
# ok: terraform.google.sqlserver-contained-authentication
resource "google_sql_database_instance" "b" {
  database_version = "SQLSERVER_15"
  settings {
    database_flags {
      name  = "contained database authentication"
      value = "off"
    }
  }
}
