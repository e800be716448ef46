# ok: terraform.azure.nsg-udp-open
resource "azurerm_network_security_rule" "good_case_1" {
  access                = "Allow"
  direction             = "Inbound"
  protocol              = "Udp"
  source_address_prefix = "10.0.0.0/8"
}

resource "azurerm_network_security_rule" "bad" {
  access                = "Allow"
  direction             = "Inbound"
  protocol              = "Udp"
  # ruleid: terraform.azure.nsg-udp-open
  source_address_prefix = "*"
}
