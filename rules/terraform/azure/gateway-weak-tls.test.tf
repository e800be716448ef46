# ruleid: terraform.azure.gateway-weak-tls
resource "azurerm_application_gateway" "a" {
  name = "a"
}
# ok: terraform.azure.gateway-weak-tls
resource "azurerm_application_gateway" "b" {
  ssl_policy {
    policy_type          = "Custom"
    min_protocol_version = "TLSv1_2"
  }
}
