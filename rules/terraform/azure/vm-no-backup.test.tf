# ruleid: terraform.azure.vm-no-backup
resource "azurerm_virtual_machine" "a" {
  name = "a"
}
# ok: terraform.azure.vm-no-backup
resource "azurerm_virtual_machine" "b" {
  name = "b"
}

resource "azurerm_backup_protected_vm" "b" {
  source_vm_id = azurerm_virtual_machine.b.id
}
