# ruleid: terraform.azure.synapse-firewall-rules
resource "azurerm_synapse_workspace" "a" {
  name = "a"
}

resource "azurerm_synapse_firewall_rule" "a" {
  synapse_workspace_id = azurerm_synapse_workspace.a.id
  start_ip_address     = "0.0.0.0"
  end_ip_address       = "255.255.255.255"
}
# ok: terraform.azure.synapse-firewall-rules
resource "azurerm_synapse_workspace" "b" {
  name = "b"
}
