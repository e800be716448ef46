# ruleid: terraform.azure.aks-no-policy
resource "azurerm_kubernetes_cluster" "a" {
  name = "a"
}
# ok: terraform.azure.aks-no-policy
resource "azurerm_kubernetes_cluster" "b" {
  azure_policy_enabled = true
}
