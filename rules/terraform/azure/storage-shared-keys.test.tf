# ruleid: terraform.azure.storage-shared-keys
resource "azurerm_storage_account" "a" {
  name = "a"
}
# ok: terraform.azure.storage-shared-keys
resource "azurerm_storage_account" "b" {
  shared_access_key_enabled = false
}
