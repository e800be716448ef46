# ruleid: terraform.azure.web-old-http
resource "azurerm_app_service" "bad_1" {
}

# ok: terraform.azure.web-old-http
resource "azurerm_app_service" "good_1" {
  site_config {
    # ok: terraform.azure.web-old-http
    http2_enabled = true
  }
}

resource "azurerm_linux_web_app" "bad_2" {
  site_config {
    # ruleid: terraform.azure.web-old-http
    http2_enabled = false
  }
}

# ok: terraform.azure.web-old-http
resource "azurerm_linux_web_app" "good_2" {
  site_config {
    # ok: terraform.azure.web-old-http
    http2_enabled = true
  }
}

# ruleid: terraform.azure.web-old-http
resource "azurerm_windows_web_app" "bad_3" {
}

# ok: terraform.azure.web-old-http
resource "azurerm_windows_web_app" "good_3" {
  site_config {
    # ok: terraform.azure.web-old-http
    http2_enabled = true
  }
}

resource "azurerm_function_app" "bad_4" {
  site_config {
    # ruleid: terraform.azure.web-old-http
    http2_enabled = false
  }
}

# ok: terraform.azure.web-old-http
resource "azurerm_function_app" "good_4" {
  site_config {
    # ok: terraform.azure.web-old-http
    http2_enabled = true
  }
}

# ruleid: terraform.azure.web-old-http
resource "azurerm_function_app_slot" "bad_5" {
}

# ok: terraform.azure.web-old-http
resource "azurerm_function_app_slot" "good_5" {
  site_config {
    # ok: terraform.azure.web-old-http
    http2_enabled = true
  }
}
