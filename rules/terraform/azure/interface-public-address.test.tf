# ruleid: terraform.azure.interface-public-address
resource "azurerm_network_interface" "a" {
  ip_configuration {
    name                 = "a"
    public_ip_address_id = azurerm_public_ip.a.id
  }
}

resource "azurerm_public_ip" "a" {
  name = "a"
}
# ok: terraform.azure.interface-public-address
resource "azurerm_network_interface" "b" {
  ip_configuration {
    name = "b"
  }
}
