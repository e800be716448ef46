# ruleid: terraform.azure.no-private-endpoint
resource "azurerm_key_vault" "a" {
  name = "a"
}
# ok: terraform.azure.no-private-endpoint
resource "azurerm_key_vault" "b" {
  name = "b"
}

resource "azurerm_private_endpoint" "b" {
  name = "b"
  private_service_connection {
    name                           = "b"
    private_connection_resource_id = azurerm_key_vault.b.id
  }
}
