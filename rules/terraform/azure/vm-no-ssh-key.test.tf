# ruleid: terraform.azure.vm-no-ssh-key
resource "azurerm_linux_virtual_machine" "bad_1" {
}

# ok: terraform.azure.vm-no-ssh-key
resource "azurerm_linux_virtual_machine" "good_1" {
  admin_ssh_key {
    # ok: terraform.azure.vm-no-ssh-key
    public_key = "${var.given}-x"
  }
}

# ruleid: terraform.azure.vm-no-ssh-key
resource "azurerm_linux_virtual_machine_scale_set" "bad_2" {
}

# ok: terraform.azure.vm-no-ssh-key
resource "azurerm_linux_virtual_machine_scale_set" "good_2" {
  admin_ssh_key {
    # ok: terraform.azure.vm-no-ssh-key
    public_key = "${var.given}-x"
  }
}
