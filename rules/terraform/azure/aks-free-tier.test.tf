# ruleid: terraform.azure.aks-free-tier
resource "azurerm_kubernetes_cluster" "bad_1" {
}

resource "azurerm_kubernetes_cluster" "bad_1_0" {
  # ruleid: terraform.azure.aks-free-tier
  sku_tier = "Free"
}

# ok: terraform.azure.aks-free-tier
resource "azurerm_kubernetes_cluster" "good_1" {
  # ok: terraform.azure.aks-free-tier
  sku_tier = "Standard"
}
