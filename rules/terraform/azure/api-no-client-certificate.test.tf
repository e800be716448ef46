# ruleid: terraform.azure.api-no-client-certificate
resource "azurerm_api_management" "a" {
  sku_name = "Consumption_0"
}
# ok: terraform.azure.api-no-client-certificate
resource "azurerm_api_management" "b" {
  sku_name                   = "Consumption_0"
  client_certificate_enabled = true
}
