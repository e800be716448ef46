resource "azurerm_security_center_subscription_pricing" "a" {
  tier          = "Free"
  # ruleid: terraform.azure.defender-off-for
  resource_type = "KeyVaults"
}
# ok: terraform.azure.defender-off-for
resource "azurerm_security_center_subscription_pricing" "b" {
  tier          = "Standard"
  resource_type = "KeyVaults"
}
