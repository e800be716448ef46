# ruleid: terraform.azure.subnet-no-security-group
resource "azurerm_subnet" "a" {
  name = "a"
}
# ok: terraform.azure.subnet-no-security-group
resource "azurerm_subnet" "b" {
  name = "b"
}

resource "azurerm_subnet_network_security_group_association" "b" {
  subnet_id                 = azurerm_subnet.b.id
  network_security_group_id = "n"
}
