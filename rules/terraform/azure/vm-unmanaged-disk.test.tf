resource "azurerm_virtual_machine" "a" {
  storage_os_disk {
    # ruleid: terraform.azure.vm-unmanaged-disk
    vhd_uri = "https://a.blob.core.windows.net/v/d.vhd"
  }
}
# ok: terraform.azure.vm-unmanaged-disk
resource "azurerm_virtual_machine" "b" {
  storage_os_disk {
    managed_disk_type = "Premium_LRS"
  }
}
