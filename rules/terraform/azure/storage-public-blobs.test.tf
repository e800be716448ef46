# ruleid: terraform.azure.storage-public-blobs
resource "azurerm_storage_account" "bad_1" {
}

resource "azurerm_storage_account" "bad_1_0" {
  # ruleid: terraform.azure.storage-public-blobs
  allow_nested_items_to_be_public = true
}

# ok: terraform.azure.storage-public-blobs
resource "azurerm_storage_account" "good_1" {
  # ok: terraform.azure.storage-public-blobs
  allow_nested_items_to_be_public = false
}
