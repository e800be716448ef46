resource "azurerm_storage_account" "a" {
  # ruleid: terraform.azure.storage-name
  name = "Not_allowed"
}
# ok: terraform.azure.storage-name
resource "azurerm_storage_account" "b" {
  name = "logs01"
}
