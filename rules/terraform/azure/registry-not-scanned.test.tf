resource "azurerm_container_registry" "a" {
  # ruleid: terraform.azure.registry-not-scanned
  sku = "Basic"
}
# ok: terraform.azure.registry-not-scanned
resource "azurerm_container_registry" "b" {
  sku = "Standard"
}
