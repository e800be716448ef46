# ruleid: terraform.azure.web-ftp
resource "azurerm_app_service" "bad_1" {
}

# ok: terraform.azure.web-ftp
resource "azurerm_app_service" "good_1" {
  site_config {
    # ok: terraform.azure.web-ftp
    ftps_state = "Disabled"
  }
}

resource "azurerm_linux_web_app" "bad_2" {
  site_config {
    # ruleid: terraform.azure.web-ftp
    ftps_state = "AllAllowed"
  }
}

# ok: terraform.azure.web-ftp
resource "azurerm_linux_web_app" "good_2" {
  site_config {
    # ok: terraform.azure.web-ftp
    ftps_state = "Disabled"
  }
}

# ruleid: terraform.azure.web-ftp
resource "azurerm_windows_web_app" "bad_3" {
}

# ok: terraform.azure.web-ftp
resource "azurerm_windows_web_app" "good_3" {
  site_config {
    # ok: terraform.azure.web-ftp
    ftps_state = "Disabled"
  }
}
