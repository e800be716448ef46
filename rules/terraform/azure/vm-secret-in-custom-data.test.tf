resource "azurerm_virtual_machine" "a" {
  os_profile {
    # ruleid: terraform.azure.vm-secret-in-custom-data
    custom_data = "export DB_PASSWORD=correct-horse-9"
  }
}
# ok: terraform.azure.vm-secret-in-custom-data
resource "azurerm_virtual_machine" "b" {
  os_profile {
    custom_data = "apt-get update"
  }
}
