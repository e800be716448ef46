# ruleid: terraform.azure.synapse-shared-compute
resource "azurerm_synapse_spark_pool" "bad_1" {
}

resource "azurerm_synapse_spark_pool" "bad_1_0" {
  # ruleid: terraform.azure.synapse-shared-compute
  compute_isolation_enabled = false
}

# ok: terraform.azure.synapse-shared-compute
resource "azurerm_synapse_spark_pool" "good_1" {
  # ok: terraform.azure.synapse-shared-compute
  compute_isolation_enabled = true
}
