resource "azurerm_mssql_firewall_rule" "a" {
  start_ip_address = "0.0.0.0"
  # ruleid: terraform.azure.database-firewall-wide
  end_ip_address   = "255.255.255.255"
}
# ok: terraform.azure.database-firewall-wide
resource "azurerm_mssql_firewall_rule" "b" {
  start_ip_address = "192.0.2.1"
  end_ip_address   = "192.0.2.9"
}
