resource "azurerm_mssql_database" "a" {
  # ruleid: terraform.azure.sql-database-unencrypted
  transparent_data_encryption_enabled = false
}
# ok: terraform.azure.sql-database-unencrypted
resource "azurerm_mssql_database" "b" {
  name = "b"
}
