# ruleid: terraform.google.mysql-no-recovery
resource "google_sql_database_instance" "bad_1" {
  database_version = "MYSQL_8_0"
}

resource "google_sql_database_instance" "bad_1_0" {
  database_version = "MYSQL_8_0"
  settings {
    backup_configuration {
      # ruleid: terraform.google.mysql-no-recovery
      binary_log_enabled = false
    }
  }
}

# ok: terraform.google.mysql-no-recovery
resource "google_sql_database_instance" "good_1" {
  database_version = "MYSQL_8_0"
  settings {
    backup_configuration {
      # ok: terraform.google.mysql-no-recovery
      binary_log_enabled = true
    }
  }
}
