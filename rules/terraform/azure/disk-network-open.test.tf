# ruleid: terraform.azure.disk-network-open
resource "azurerm_managed_disk" "a" {
  disk_size_gb = 10
}
# ok: terraform.azure.disk-network-open
resource "azurerm_managed_disk" "b" {
  public_network_access_enabled = false
}
