# ruleid: terraform.azure.synapse-pool-not-scanned
resource "azurerm_synapse_sql_pool_security_alert_policy" "a" {
  sql_pool_id = azurerm_synapse_sql_pool.x.id
}

resource "azurerm_synapse_sql_pool" "x" {
  name = "x"
}
# ok: terraform.azure.synapse-pool-not-scanned
resource "azurerm_synapse_sql_pool_security_alert_policy" "b" {
  sql_pool_id = azurerm_synapse_sql_pool.y.id
}

resource "azurerm_synapse_sql_pool" "y" {
  name = "y"
}

resource "azurerm_synapse_sql_pool_vulnerability_assessment" "b" {
  sql_pool_security_alert_policy_id = azurerm_synapse_sql_pool_security_alert_policy.b.id
  recurring_scans {
    enabled = true
  }
}
