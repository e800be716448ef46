resource "google_sql_database_instance" "a" {
  # ruleid: terraform.google.sqlserver-cross-database
  database_version = "SQLSERVER_15"
  settings {
    database_flags {
      name  = "cross db ownership chaining"
      value = "on"
    }
  }
}
# ok: terraform.google.sqlserver-cross-database
resource "google_sql_database_instance" "b" {
  database_version = "SQLSERVER_15"
  settings {
    database_flags {
      name  = "cross db ownership chaining"
      value = "off"
    }
  }
}
