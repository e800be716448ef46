resource "azurerm_kubernetes_cluster" "a" {
  addon_profile {
    kube_dashboard {
      # ruleid: terraform.azure.aks-dashboard
      enabled = true
    }
  }
}
# ok: terraform.azure.aks-dashboard
resource "azurerm_kubernetes_cluster" "b" {
  name = "b"
}
