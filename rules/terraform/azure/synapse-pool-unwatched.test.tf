# ruleid: terraform.azure.synapse-pool-unwatched
resource "azurerm_synapse_sql_pool" "a" {
  name = "a"
}
# ok: terraform.azure.synapse-pool-unwatched
resource "azurerm_synapse_sql_pool" "b" {
  name = "b"
}

resource "azurerm_synapse_sql_pool_security_alert_policy" "b" {
  sql_pool_id  = azurerm_synapse_sql_pool.b.id
  policy_state = "Enabled"
}
