resource "google_sql_database_instance" "bad_case_1" {
  database_version = "POSTGRES_14"
  settings {
    database_flags {
      name  = "log_parser_stats"
      # ruleid: terraform.google.postgres-parser-stats
      value = "on"
    }
  }
}

# ok: terraform.google.postgres-parser-stats
resource "google_sql_database_instance" "good_case_1" {
  database_version = "POSTGRES_14"
  settings {
    database_flags {
      name  = "log_parser_stats"
      value = "off"
    }
  }
}
