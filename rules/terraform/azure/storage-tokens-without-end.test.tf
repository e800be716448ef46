# ruleid: terraform.azure.storage-tokens-without-end
resource "azurerm_storage_account" "a" {
  name = "a"
}
# ok: terraform.azure.storage-tokens-without-end
resource "azurerm_storage_account" "b" {
  shared_access_key_enabled = false
}
