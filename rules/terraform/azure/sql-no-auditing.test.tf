# ruleid: terraform.azure.sql-no-auditing
resource "azurerm_mssql_server" "bad_case_1" {
  name = "a"
}

# ok: terraform.azure.sql-no-auditing
resource "azurerm_mssql_server" "linked" {
  name = "b"
}

resource "azurerm_mssql_server_extended_auditing_policy" "p" {
  server_id = azurerm_mssql_server.linked.id
}
