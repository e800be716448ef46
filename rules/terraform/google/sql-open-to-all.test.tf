resource "google_sql_database_instance" "bad_case_1" {
  settings {
    ip_configuration {
      authorized_networks {
        # ruleid: terraform.google.sql-open-to-all
        value = "0.0.0.0/0"
      }
    }
  }
}

# ok: terraform.google.sql-open-to-all
resource "google_sql_database_instance" "good_case_1" {
  settings {
    ip_configuration {
      authorized_networks {
        value = "203.0.113.0/24"
      }
    }
  }
}
