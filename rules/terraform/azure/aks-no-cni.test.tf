resource "azurerm_kubernetes_cluster" "a" {
  network_profile {
    # ruleid: terraform.azure.aks-no-cni
    network_plugin = "kubenet"
  }
}
# ok: terraform.azure.aks-no-cni
resource "azurerm_kubernetes_cluster" "b" {
  network_profile {
    network_plugin = "azure"
  }
}
