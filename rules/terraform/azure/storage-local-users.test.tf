resource "azurerm_storage_account" "a" {
  # ruleid: terraform.azure.storage-local-users
  local_user_enabled = true
}
# ok: terraform.azure.storage-local-users
resource "azurerm_storage_account" "b" {
  local_user_enabled = false
}
