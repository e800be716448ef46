resource "azurerm_search_service" "bad" {
  # ruleid: terraform.azure.search-open-to-all
  allowed_ips = ["0.0.0.0/0"]
}

# ok: terraform.azure.search-open-to-all
resource "azurerm_search_service" "good" {
  allowed_ips = ["203.0.113.0/24"]
}
