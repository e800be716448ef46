resource "azurerm_mssql_database_extended_auditing_policy" "bad_1" {
  # ruleid: terraform.azure.sql-auditing-not-forwarded
  log_monitoring_enabled = false
}

# ok: terraform.azure.sql-auditing-not-forwarded
resource "azurerm_mssql_database_extended_auditing_policy" "good_1" {
  # ok: terraform.azure.sql-auditing-not-forwarded
  log_monitoring_enabled = true
}
