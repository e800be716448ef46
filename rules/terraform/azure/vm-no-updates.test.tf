resource "azurerm_windows_virtual_machine" "bad_1" {
  # ruleid: terraform.azure.vm-no-updates
  enable_automatic_updates = false
}

# ok: terraform.azure.vm-no-updates
resource "azurerm_windows_virtual_machine" "good_1" {
  # ok: terraform.azure.vm-no-updates
  enable_automatic_updates = true
}

resource "azurerm_windows_virtual_machine_scale_set" "bad_2" {
  # ruleid: terraform.azure.vm-no-updates
  enable_automatic_updates = false
}

# ok: terraform.azure.vm-no-updates
resource "azurerm_windows_virtual_machine_scale_set" "good_2" {
}
