# ruleid: terraform.azure.registry-not-zone-redundant
resource "azurerm_container_registry" "a" {
  sku = "Premium"
}
# ok: terraform.azure.registry-not-zone-redundant
resource "azurerm_container_registry" "b" {
  zone_redundancy_enabled = true
}
