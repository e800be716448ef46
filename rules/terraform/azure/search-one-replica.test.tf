resource "azurerm_search_service" "a" {
  # ruleid: terraform.azure.search-one-replica
  replica_count = 1
}
# ok: terraform.azure.search-one-replica
resource "azurerm_search_service" "b" {
  replica_count = 2
}
