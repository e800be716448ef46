# ruleid: terraform.azure.registry-shared-data-endpoint
resource "azurerm_container_registry" "bad_1" {
}

resource "azurerm_container_registry" "bad_1_0" {
  # ruleid: terraform.azure.registry-shared-data-endpoint
  data_endpoint_enabled = false
}

# ok: terraform.azure.registry-shared-data-endpoint
resource "azurerm_container_registry" "good_1" {
  # ok: terraform.azure.registry-shared-data-endpoint
  data_endpoint_enabled = true
}
