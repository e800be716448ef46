resource "azurerm_sql_firewall_rule" "bad_case_1" {
  start_ip_address = "0.0.0.0"
  # ruleid: terraform.azure.sql-open-to-all
  end_ip_address   = "255.255.255.255"
}

# ok: terraform.azure.sql-open-to-all
resource "azurerm_sql_firewall_rule" "good_case_1" {
  start_ip_address = "203.0.113.5"
  end_ip_address   = "203.0.113.5"
}
