# ruleid: terraform.azure.sql-alerts-without-address
resource "azurerm_mssql_server_security_alert_policy" "bad_1" {
}

# ok: terraform.azure.sql-alerts-without-address
resource "azurerm_mssql_server_security_alert_policy" "good_1" {
  # ok: terraform.azure.sql-alerts-without-address
  email_addresses = "${var.given}-x"
}
