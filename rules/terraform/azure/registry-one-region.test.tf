# ruleid: terraform.azure.registry-one-region
resource "azurerm_container_registry" "a" {
  sku = "Premium"
}
# ok: terraform.azure.registry-one-region
resource "azurerm_container_registry" "b" {
  sku = "Premium"
  georeplications {
    location = "West Europe"
  }
}
