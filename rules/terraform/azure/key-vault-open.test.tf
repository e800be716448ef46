# ruleid: terraform.azure.key-vault-open
resource "azurerm_key_vault" "a" {
  name = "a"
}
# ok: terraform.azure.key-vault-open
resource "azurerm_key_vault" "b" {
  public_network_access_enabled = false
}
