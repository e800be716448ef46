# ruleid: terraform.azure.aks-system-pool-shared
resource "azurerm_kubernetes_cluster" "bad_1" {
}

resource "azurerm_kubernetes_cluster" "bad_1_0" {
  default_node_pool {
    # ruleid: terraform.azure.aks-system-pool-shared
    only_critical_addons_enabled = false
  }
}

# ok: terraform.azure.aks-system-pool-shared
resource "azurerm_kubernetes_cluster" "good_1" {
  default_node_pool {
    # ok: terraform.azure.aks-system-pool-shared
    only_critical_addons_enabled = true
  }
}
