# ruleid: terraform.azure.gateway-no-firewall
resource "azurerm_application_gateway" "a" {
  waf_configuration {
    enabled = false
  }
}
# ok: terraform.azure.gateway-no-firewall
resource "azurerm_application_gateway" "b" {
  waf_configuration {
    enabled       = true
    firewall_mode = "Prevention"
  }
}
