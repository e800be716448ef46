resource "azurerm_container_registry_webhook" "a" {
  # ruleid: terraform.azure.registry-webhook-plain-http
  service_uri = "http://example.com/hook"
}
# ok: terraform.azure.registry-webhook-plain-http
resource "azurerm_container_registry_webhook" "b" {
  service_uri = "https://example.com/hook"
}
