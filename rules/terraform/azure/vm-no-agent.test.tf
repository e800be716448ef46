resource "azurerm_windows_virtual_machine" "bad_1" {
  # ruleid: terraform.azure.vm-no-agent
  provision_vm_agent = false
}

# ok: terraform.azure.vm-no-agent
resource "azurerm_windows_virtual_machine" "good_1" {
  # ok: terraform.azure.vm-no-agent
  provision_vm_agent = true
}

resource "azurerm_windows_virtual_machine_scale_set" "bad_2" {
  # ruleid: terraform.azure.vm-no-agent
  provision_vm_agent = false
}

# ok: terraform.azure.vm-no-agent
resource "azurerm_windows_virtual_machine_scale_set" "good_2" {
}

resource "azurerm_linux_virtual_machine" "bad_3" {
  # ruleid: terraform.azure.vm-no-agent
  provision_vm_agent = false
}

# ok: terraform.azure.vm-no-agent
resource "azurerm_linux_virtual_machine" "good_3" {
  # ok: terraform.azure.vm-no-agent
  provision_vm_agent = true
}

resource "azurerm_linux_virtual_machine_scale_set" "bad_4" {
  # ruleid: terraform.azure.vm-no-agent
  provision_vm_agent = false
}

# ok: terraform.azure.vm-no-agent
resource "azurerm_linux_virtual_machine_scale_set" "good_4" {
}
