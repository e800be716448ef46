# ruleid: terraform.azure.spring-outside-network
resource "azurerm_spring_cloud_service" "a" {
  sku_name = "S0"
}
# ok: terraform.azure.spring-outside-network
resource "azurerm_spring_cloud_service" "b" {
  sku_name = "S0"
  network {
    service_runtime_subnet_id = "s"
  }
}
