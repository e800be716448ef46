# ruleid: terraform.azure.vm-unmanaged
resource "azurerm_virtual_machine_scale_set" "a" {
  name = "a"
}
# ok: terraform.azure.vm-unmanaged
resource "azurerm_virtual_machine_scale_set" "b" {
  automatic_os_upgrade = true
}
