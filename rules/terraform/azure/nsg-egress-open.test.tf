resource "azurerm_network_security_rule" "a" {
  direction                  = "Outbound"
  access                     = "Allow"
  # ruleid: terraform.azure.nsg-egress-open
  destination_address_prefix = "*"
}
# ok: terraform.azure.nsg-egress-open
resource "azurerm_network_security_rule" "b" {
  direction                  = "Outbound"
  access                     = "Allow"
  destination_address_prefix = "10.0.0.0/16"
}
