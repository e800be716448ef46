resource "azurerm_frontdoor_firewall_policy" "a" {
  # ruleid: terraform.azure.firewall-policy-off
  enabled = false
}
# ok: terraform.azure.firewall-policy-off
resource "azurerm_frontdoor_firewall_policy" "b" {
  mode = "Prevention"
}
