resource "azurerm_linux_virtual_machine" "bad_1" {
  # ruleid: terraform.azure.password-login
  disable_password_authentication = false
}

# ok: terraform.azure.password-login
resource "azurerm_linux_virtual_machine" "good_1" {
  # ok: terraform.azure.password-login
  disable_password_authentication = true
}

resource "azurerm_linux_virtual_machine_scale_set" "bad_2" {
  # ruleid: terraform.azure.password-login
  disable_password_authentication = false
}

# ok: terraform.azure.password-login
resource "azurerm_linux_virtual_machine_scale_set" "good_2" {
}

resource "azurerm_virtual_machine" "bad_3" {
  os_profile_linux_config {
    # ruleid: terraform.azure.password-login
    disable_password_authentication = false
  }
}

# ok: terraform.azure.password-login
resource "azurerm_virtual_machine" "good_3" {
  os_profile_linux_config {
    # ok: terraform.azure.password-login
    disable_password_authentication = true
  }
}
