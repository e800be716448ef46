resource "azurerm_mssql_server_vulnerability_assessment" "a" {
  # ruleid: terraform.azure.sql-scans-unread
  recurring_scans {
    enabled = true
  }
}
# ok: terraform.azure.sql-scans-unread
resource "azurerm_mssql_server_vulnerability_assessment" "b" {
  recurring_scans {
    enabled                   = true
    email_subscription_admins = true
    emails                    = ["sec@example.com"]
  }
}
