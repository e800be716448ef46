# ruleid: terraform.azure.vm-extensions-allowed
resource "azurerm_linux_virtual_machine" "bad_1" {
}

# ok: terraform.azure.vm-extensions-allowed
resource "azurerm_linux_virtual_machine" "good_1" {
  # ok: terraform.azure.vm-extensions-allowed
  allow_extension_operations = false
}

resource "azurerm_windows_virtual_machine" "bad_2" {
  # ruleid: terraform.azure.vm-extensions-allowed
  allow_extension_operations = true
}

# ok: terraform.azure.vm-extensions-allowed
resource "azurerm_windows_virtual_machine" "good_2" {
  # ok: terraform.azure.vm-extensions-allowed
  allow_extension_operations = false
}
