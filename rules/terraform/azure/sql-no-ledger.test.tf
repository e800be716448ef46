# ruleid: terraform.azure.sql-no-ledger
resource "azurerm_mssql_database" "bad_1" {
}

resource "azurerm_mssql_database" "bad_1_0" {
  # ruleid: terraform.azure.sql-no-ledger
  ledger_enabled = false
}

# ok: terraform.azure.sql-no-ledger
resource "azurerm_mssql_database" "good_1" {
  # ok: terraform.azure.sql-no-ledger
  ledger_enabled = true
}
