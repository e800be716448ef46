# ruleid: terraform.azure.storage-sync-open
resource "azurerm_storage_sync" "a" {
  name = "a"
}
# ok: terraform.azure.storage-sync-open
resource "azurerm_storage_sync" "b" {
  incoming_traffic_policy = "AllowVirtualNetworksOnly"
}
