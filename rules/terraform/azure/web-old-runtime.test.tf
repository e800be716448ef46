resource "azurerm_app_service" "a" {
  site_config {
    # ruleid: terraform.azure.web-old-runtime
    php_version = "7.3"
  }
}
# ok: terraform.azure.web-old-runtime
resource "azurerm_linux_web_app" "b" {
  site_config {
    application_stack {
      python_version = "3.12"
    }
  }
}
