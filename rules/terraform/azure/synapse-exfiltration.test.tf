# ruleid: terraform.azure.synapse-exfiltration
resource "azurerm_synapse_workspace" "bad_1" {
}

resource "azurerm_synapse_workspace" "bad_1_0" {
  # ruleid: terraform.azure.synapse-exfiltration
  data_exfiltration_protection_enabled = false
}

# ok: terraform.azure.synapse-exfiltration
resource "azurerm_synapse_workspace" "good_1" {
  # ok: terraform.azure.synapse-exfiltration
  data_exfiltration_protection_enabled = true
}
