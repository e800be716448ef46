# ruleid: terraform.azure.web-no-authentication
resource "azurerm_linux_web_app" "a" {
  name = "a"
}
# ok: terraform.azure.web-no-authentication
resource "azurerm_linux_web_app" "b" {
  auth_settings {
    enabled = true
  }
}
