# ruleid: terraform.azure.cosmos-local-authentication
resource "azurerm_cosmosdb_account" "a" {
  name = "a"
}
# ok: terraform.azure.cosmos-local-authentication
resource "azurerm_cosmosdb_account" "b" {
  local_authentication_disabled = true
}
