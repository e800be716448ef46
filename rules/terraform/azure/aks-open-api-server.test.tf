# ruleid: terraform.azure.aks-open-api-server
resource "azurerm_kubernetes_cluster" "bad_case_1" {
  name = "x"
}

# ok: terraform.azure.aks-open-api-server
resource "azurerm_kubernetes_cluster" "good_case_1" {
  api_server_access_profile {
    authorized_ip_ranges = ["203.0.113.0/24"]
  }
}
