# ruleid: terraform.azure.linked-key-missing
resource "azurerm_kusto_cluster" "a" {
  name = "a"
}
# ok: terraform.azure.linked-key-missing
resource "azurerm_kusto_cluster" "b" {
  name = "b"
}

resource "azurerm_kusto_cluster_customer_managed_key" "b" {
  cluster_id = azurerm_kusto_cluster.b.id
  key_name   = "k"
}
