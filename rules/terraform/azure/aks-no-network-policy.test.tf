# ruleid: terraform.azure.aks-no-network-policy
resource "azurerm_kubernetes_cluster" "bad_1" {
}

# ok: terraform.azure.aks-no-network-policy
resource "azurerm_kubernetes_cluster" "good_1" {
  network_profile {
    # ok: terraform.azure.aks-no-network-policy
    network_policy = "${var.given}-x"
  }
}
