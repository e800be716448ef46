# ruleid: terraform.azure.storage-nested-public
resource "azurerm_storage_account" "a" {
  name = "a"
}
# ok: terraform.azure.storage-nested-public
resource "azurerm_storage_account" "b" {
  allow_nested_items_to_be_public = false
}
