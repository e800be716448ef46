resource "azurerm_network_watcher_flow_log" "bad_case_1" {
  retention_policy {
    enabled = true
    # ruleid: terraform.azure.flow-log-short
    days    = 7
  }
}

# ok: terraform.azure.flow-log-short
resource "azurerm_network_watcher_flow_log" "good_case_1" {
  retention_policy {
    enabled = true
    days    = 90
  }
}
