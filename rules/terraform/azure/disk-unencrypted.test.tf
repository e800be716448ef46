resource "azurerm_managed_disk" "a" {
  encryption_settings {
    # ruleid: terraform.azure.disk-unencrypted
    enabled = false
  }
}
# ok: terraform.azure.disk-unencrypted
resource "azurerm_managed_disk" "b" {
  disk_size_gb = 10
}
