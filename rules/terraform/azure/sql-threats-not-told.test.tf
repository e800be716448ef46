resource "azurerm_mssql_server_security_alert_policy" "a" {
  state           = "Enabled"
  # ruleid: terraform.azure.sql-threats-not-told
  disabled_alerts = ["Sql_Injection"]
}
# ok: terraform.azure.sql-threats-not-told
resource "azurerm_mssql_server_security_alert_policy" "b" {
  state = "Enabled"
}
