resource "azurerm_api_management_backend" "a" {
  # ruleid: terraform.azure.api-backend-plain-http
  url = "http://backend.example.com"
}
# ok: terraform.azure.api-backend-plain-http
resource "azurerm_api_management_backend" "b" {
  url = "https://backend.example.com"
}
