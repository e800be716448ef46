resource "azurerm_search_service" "a" {
  # ruleid: terraform.azure.search-few-replicas
  replica_count = 1
}
# ok: terraform.azure.search-few-replicas
resource "azurerm_search_service" "b" {
  replica_count = 3
}
