# ruleid: terraform.azure.web-no-client-certificates
resource "azurerm_app_service" "bad_1" {
}

# ok: terraform.azure.web-no-client-certificates
resource "azurerm_app_service" "good_1" {
  # ok: terraform.azure.web-no-client-certificates
  client_certificate_enabled = true
}

resource "azurerm_linux_web_app" "bad_2" {
  # ruleid: terraform.azure.web-no-client-certificates
  client_certificate_enabled = false
}

# ok: terraform.azure.web-no-client-certificates
resource "azurerm_linux_web_app" "good_2" {
  # ok: terraform.azure.web-no-client-certificates
  client_certificate_enabled = true
}

# ruleid: terraform.azure.web-no-client-certificates
resource "azurerm_windows_web_app" "bad_3" {
}

# ok: terraform.azure.web-no-client-certificates
resource "azurerm_windows_web_app" "good_3" {
  # ok: terraform.azure.web-no-client-certificates
  client_certificate_enabled = true
}
