# ruleid: terraform.azure.aks-os-disk-remote
resource "azurerm_kubernetes_cluster" "bad_1" {
}

resource "azurerm_kubernetes_cluster" "bad_1_0" {
  default_node_pool {
    # ruleid: terraform.azure.aks-os-disk-remote
    os_disk_type = "Managed"
  }
}

# ok: terraform.azure.aks-os-disk-remote
resource "azurerm_kubernetes_cluster" "good_1" {
  default_node_pool {
    # ok: terraform.azure.aks-os-disk-remote
    os_disk_type = "Ephemeral"
  }
}
