# ruleid: terraform.azure.storage-no-soft-delete
resource "azurerm_storage_account" "a" {
  name = "a"
}
# ok: terraform.azure.storage-no-soft-delete
resource "azurerm_storage_account" "b" {
  blob_properties {
    delete_retention_policy {
      days = 7
    }
  }
}
