# ruleid: terraform.azure.synapse-pool-unencrypted
resource "azurerm_synapse_sql_pool" "a" {
  name = "a"
}
# ok: terraform.azure.synapse-pool-unencrypted
resource "azurerm_synapse_sql_pool" "b" {
  data_encrypted = true
}
