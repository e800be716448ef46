# ruleid: terraform.azure.aks-no-logs
resource "azurerm_kubernetes_cluster" "bad_case_1" {
  name = "x"
}

# ok: terraform.azure.aks-no-logs
resource "azurerm_kubernetes_cluster" "good_case_1" {
  oms_agent {
    log_analytics_workspace_id = "w"
  }
}
