# ruleid: terraform.azure.registry-keeps-untagged
resource "azurerm_container_registry" "a" {
  sku = "Premium"
}
# ok: terraform.azure.registry-keeps-untagged
resource "azurerm_container_registry" "b" {
  sku = "Premium"
  retention_policy {
    enabled = true
  }
}
