# ruleid: terraform.azure.sql-scans-off
resource "azurerm_mssql_server_vulnerability_assessment" "a" {
  storage_account_access_key = "k"
}
# ok: terraform.azure.sql-scans-off
resource "azurerm_mssql_server_vulnerability_assessment" "b" {
  recurring_scans {
    enabled = true
  }
}
