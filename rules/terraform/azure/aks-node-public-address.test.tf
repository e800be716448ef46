resource "azurerm_kubernetes_cluster" "a" {
  default_node_pool {
    # ruleid: terraform.azure.aks-node-public-address
    enable_node_public_ip = true
  }
}
# ok: terraform.azure.aks-node-public-address
resource "azurerm_kubernetes_cluster" "b" {
  default_node_pool {
    name = "b"
  }
}
