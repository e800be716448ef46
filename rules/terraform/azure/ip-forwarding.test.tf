resource "azurerm_network_interface" "bad_1" {
  # ruleid: terraform.azure.ip-forwarding
  enable_ip_forwarding = true
}

# ok: terraform.azure.ip-forwarding
resource "azurerm_network_interface" "good_1" {
  # ok: terraform.azure.ip-forwarding
  enable_ip_forwarding = false
}
