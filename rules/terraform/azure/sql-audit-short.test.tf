resource "azurerm_mssql_server" "a" {
  extended_auditing_policy {
    # ruleid: terraform.azure.sql-audit-short
    retention_in_days = 30
  }
}
# ok: terraform.azure.sql-audit-short
resource "azurerm_mssql_server" "b" {
  extended_auditing_policy {
    retention_in_days = 90
  }
}
