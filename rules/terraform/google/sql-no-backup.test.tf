# ruleid: terraform.google.sql-no-backup
resource "google_sql_database_instance" "bad_1" {
}

resource "google_sql_database_instance" "bad_1_0" {
  settings {
    backup_configuration {
      # ruleid: terraform.google.sql-no-backup
      enabled = false
    }
  }
}

# ok: terraform.google.sql-no-backup
resource "google_sql_database_instance" "good_1" {
  settings {
    backup_configuration {
      # ok: terraform.google.sql-no-backup
      enabled = true
    }
  }
}
