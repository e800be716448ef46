# ruleid: terraform.azure.aks-host-unencrypted
resource "azurerm_kubernetes_cluster_node_pool" "a" {
  name = "a"
}
# ok: terraform.azure.aks-host-unencrypted
resource "azurerm_kubernetes_cluster_node_pool" "b" {
  enable_host_encryption = true
}
