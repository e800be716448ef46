# ruleid: terraform.azure.sql-alerts-without-admins
resource "azurerm_mssql_server_security_alert_policy" "bad_1" {
}

resource "azurerm_mssql_server_security_alert_policy" "bad_1_0" {
  # ruleid: terraform.azure.sql-alerts-without-admins
  email_account_admins = false
}

# ok: terraform.azure.sql-alerts-without-admins
resource "azurerm_mssql_server_security_alert_policy" "good_1" {
  # ok: terraform.azure.sql-alerts-without-admins
  email_account_admins = true
}
