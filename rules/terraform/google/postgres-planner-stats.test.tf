resource "google_sql_database_instance" "bad_case_1" {
  database_version = "POSTGRES_14"
  settings {
    database_flags {
      name  = "log_planner_stats"
      # ruleid: terraform.google.postgres-planner-stats
      value = "on"
    }
  }
}

# ok: terraform.google.postgres-planner-stats
resource "google_sql_database_instance" "good_case_1" {
  database_version = "POSTGRES_14"
  settings {
    database_flags {
      name  = "log_planner_stats"
      value = "off"
    }
  }
}
