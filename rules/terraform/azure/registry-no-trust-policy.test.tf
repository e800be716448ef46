# ruleid: terraform.azure.registry-no-trust-policy
resource "azurerm_container_registry" "a" {
  sku = "Premium"
}
# ok: terraform.azure.registry-no-trust-policy
resource "azurerm_container_registry" "b" {
  sku = "Premium"
  trust_policy {
    enabled = true
  }
}
