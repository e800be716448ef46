resource "azurerm_network_security_rule" "a" {
  direction             = "Inbound"
  access                = "Allow"
  # ruleid: terraform.azure.nsg-ingress-open
  source_address_prefix = "*"
}
# ok: terraform.azure.nsg-ingress-open
resource "azurerm_network_security_rule" "b" {
  direction             = "Inbound"
  access                = "Allow"
  source_address_prefix = "10.0.0.0/16"
}
