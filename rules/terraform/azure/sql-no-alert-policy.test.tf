# ruleid: terraform.azure.sql-no-alert-policy
resource "azurerm_mssql_server" "a" {
  name = "a"
}
# ok: terraform.azure.sql-no-alert-policy
resource "azurerm_mssql_server" "b" {
  name = "b"
}

resource "azurerm_mssql_server_security_alert_policy" "b" {
  server_name = azurerm_mssql_server.b.name
  state       = "Enabled"
}
