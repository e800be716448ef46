resource "azurerm_kubernetes_cluster" "bad_1" {
  default_node_pool {
    # ruleid: terraform.azure.aks-availability-set
    type = "AvailabilitySet"
  }
}

# ok: terraform.azure.aks-availability-set
resource "azurerm_kubernetes_cluster" "good_1" {
  default_node_pool {
    # ok: terraform.azure.aks-availability-set
    type = "VirtualMachineScaleSets"
  }
}
