resource "azurerm_virtual_network" "a" {
  # ruleid: terraform.azure.network-dns
  dns_servers = ["10.0.0.4"]
}
# ok: terraform.azure.network-dns
resource "azurerm_virtual_network" "b" {
  dns_servers = ["10.0.0.4", "10.0.0.5"]
}
