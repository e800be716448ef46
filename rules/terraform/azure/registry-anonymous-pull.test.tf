resource "azurerm_container_registry" "a" {
  # ruleid: terraform.azure.registry-anonymous-pull
  sku                    = "Standard"
  anonymous_pull_enabled = true
}
# ok: terraform.azure.registry-anonymous-pull
resource "azurerm_container_registry" "b" {
  sku = "Standard"
}
