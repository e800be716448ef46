resource "azurerm_spring_cloud_service" "a" {
  # ruleid: terraform.azure.spring-app-no-tls
  sku_tier = "Standard"
}

resource "azurerm_spring_cloud_app" "a" {
  service_name = azurerm_spring_cloud_service.a.name
}
# ok: terraform.azure.spring-app-no-tls
resource "azurerm_spring_cloud_service" "b" {
  sku_tier = "Standard"
}

resource "azurerm_spring_cloud_app" "b" {
  service_name = azurerm_spring_cloud_service.b.name
  tls_enabled  = true
}
