# ruleid: terraform.azure.aks-no-upgrade-channel
resource "azurerm_kubernetes_cluster" "a" {
  name = "a"
}
# ok: terraform.azure.aks-no-upgrade-channel
resource "azurerm_kubernetes_cluster" "b" {
  automatic_channel_upgrade = "stable"
}
