resource "azurerm_storage_container" "bad_1" {
  # ruleid: terraform.azure.storage-container-public
  container_access_type = "blob"
}

# ok: terraform.azure.storage-container-public
resource "azurerm_storage_container" "good_1" {
  # ok: terraform.azure.storage-container-public
  container_access_type = "private"
}
