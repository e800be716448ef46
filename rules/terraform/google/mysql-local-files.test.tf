resource "google_sql_database_instance" "a" {
  database_version = "MYSQL_15"
  settings {
    database_flags {
      name  = "local_infile"
      # ruleid: terraform.google.mysql-local-files
      value = "on"
    }
  }
}
# ok: terraform.google.mysql-local-files
resource "google_sql_database_instance" "b" {
  database_version = "MYSQL_15"
  settings {
    database_flags {
      name  = "local_infile"
      value = "off"
    }
  }
}
