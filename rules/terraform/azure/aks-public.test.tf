# ruleid: terraform.azure.aks-public
resource "azurerm_kubernetes_cluster" "bad_1" {
}

resource "azurerm_kubernetes_cluster" "bad_1_0" {
  # ruleid: terraform.azure.aks-public
  private_cluster_enabled = false
}

# ok: terraform.azure.aks-public
resource "azurerm_kubernetes_cluster" "good_1" {
  # ok: terraform.azure.aks-public
  private_cluster_enabled = true
}
