resource "azurerm_kubernetes_cluster" "bad_case_1" {
  # ruleid: terraform.azure.aks-no-rbac
  role_based_access_control_enabled = false
}

# ok: terraform.azure.aks-no-rbac
resource "azurerm_kubernetes_cluster" "good_case_1" {
  role_based_access_control_enabled = true
}
