# ruleid: terraform.azure.web-no-failed-trace
resource "azurerm_app_service" "bad_1" {
}

# ok: terraform.azure.web-no-failed-trace
resource "azurerm_app_service" "good_1" {
  logs {
    # ok: terraform.azure.web-no-failed-trace
    failed_request_tracing = true
  }
}

resource "azurerm_linux_web_app" "bad_2" {
  logs {
    # ruleid: terraform.azure.web-no-failed-trace
    failed_request_tracing = false
  }
}

# ok: terraform.azure.web-no-failed-trace
resource "azurerm_linux_web_app" "good_2" {
  logs {
    # ok: terraform.azure.web-no-failed-trace
    failed_request_tracing = true
  }
}

# ruleid: terraform.azure.web-no-failed-trace
resource "azurerm_windows_web_app" "bad_3" {
}

# ok: terraform.azure.web-no-failed-trace
resource "azurerm_windows_web_app" "good_3" {
  logs {
    # ok: terraform.azure.web-no-failed-trace
    failed_request_tracing = true
  }
}
