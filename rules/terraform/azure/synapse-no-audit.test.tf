# ruleid: terraform.azure.synapse-no-audit
resource "azurerm_synapse_workspace" "a" {
  name = "a"
}
# ok: terraform.azure.synapse-no-audit
resource "azurerm_synapse_workspace" "b" {
  name = "b"
}

resource "azurerm_synapse_workspace_extended_auditing_policy" "b" {
  synapse_workspace_id = azurerm_synapse_workspace.b.id
}
