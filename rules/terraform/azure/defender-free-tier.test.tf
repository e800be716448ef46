# ruleid: terraform.azure.defender-free-tier
resource "azurerm_security_center_subscription_pricing" "bad_1" {
}

resource "azurerm_security_center_subscription_pricing" "bad_1_0" {
  # ruleid: terraform.azure.defender-free-tier
  tier = "Free"
}

# ok: terraform.azure.defender-free-tier
resource "azurerm_security_center_subscription_pricing" "good_1" {
  # ok: terraform.azure.defender-free-tier
  tier = "Standard"
}
