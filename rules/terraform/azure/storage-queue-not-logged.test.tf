# ruleid: terraform.azure.storage-queue-not-logged
resource "azurerm_storage_account" "a" {
  name = "a"
}
# ok: terraform.azure.storage-queue-not-logged
resource "azurerm_storage_account" "b" {
  queue_properties {
    logging {
      read   = true
      write  = true
      delete = true
    }
  }
}
