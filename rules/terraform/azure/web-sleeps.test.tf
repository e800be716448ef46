resource "azurerm_linux_web_app" "bad_1" {
  site_config {
    # ruleid: terraform.azure.web-sleeps
    always_on = false
  }
}

# ok: terraform.azure.web-sleeps
resource "azurerm_linux_web_app" "good_1" {
  site_config {
    # ok: terraform.azure.web-sleeps
    always_on = true
  }
}

resource "azurerm_windows_web_app" "bad_2" {
  site_config {
    # ruleid: terraform.azure.web-sleeps
    always_on = false
  }
}

# ok: terraform.azure.web-sleeps
resource "azurerm_windows_web_app" "good_2" {
}
