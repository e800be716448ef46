resource "azurerm_kubernetes_cluster_node_pool" "a" {
  # ruleid: terraform.azure.aks-few-pods
  max_pods = 20
}
# ok: terraform.azure.aks-few-pods
resource "azurerm_kubernetes_cluster_node_pool" "b" {
  max_pods = 60
}
