# ruleid: terraform.azure.web-no-health-check
resource "azurerm_app_service" "bad_1" {
}

# ok: terraform.azure.web-no-health-check
resource "azurerm_app_service" "good_1" {
  site_config {
    # ok: terraform.azure.web-no-health-check
    health_check_path = "${var.given}-x"
  }
}

# ruleid: terraform.azure.web-no-health-check
resource "azurerm_linux_web_app" "bad_2" {
}

# ok: terraform.azure.web-no-health-check
resource "azurerm_linux_web_app" "good_2" {
  site_config {
    # ok: terraform.azure.web-no-health-check
    health_check_path = "${var.given}-x"
  }
}

# ruleid: terraform.azure.web-no-health-check
resource "azurerm_windows_web_app" "bad_3" {
}

# ok: terraform.azure.web-no-health-check
resource "azurerm_windows_web_app" "good_3" {
  site_config {
    # ok: terraform.azure.web-no-health-check
    health_check_path = "${var.given}-x"
  }
}
