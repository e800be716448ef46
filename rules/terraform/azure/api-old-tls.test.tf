resource "azurerm_api_management" "a" {
  security {
    # ruleid: terraform.azure.api-old-tls
    enable_frontend_tls10 = true
  }
}
# ok: terraform.azure.api-old-tls
resource "azurerm_api_management" "b" {
  security {
    enable_frontend_tls10 = false
  }
}
