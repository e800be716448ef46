resource "azurerm_kubernetes_cluster" "bad_1" {
  # ruleid: terraform.azure.aks-http-routing
  http_application_routing_enabled = true
}

# ok: terraform.azure.aks-http-routing
resource "azurerm_kubernetes_cluster" "good_1" {
  # ok: terraform.azure.aks-http-routing
  http_application_routing_enabled = false
}
