# ruleid: terraform.azure.cosmos-open
resource "azurerm_cosmosdb_account" "a" {
  name = "a"
}
# ok: terraform.azure.cosmos-open
resource "azurerm_cosmosdb_account" "b" {
  public_network_access_enabled = false
}
