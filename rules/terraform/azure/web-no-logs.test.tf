# ruleid: terraform.azure.web-no-logs
resource "azurerm_linux_web_app" "bad" {
  name = "x"
}

# ok: terraform.azure.web-no-logs
resource "azurerm_linux_web_app" "good" {
  logs {
    http_logs {
      file_system {
        retention_in_days = 7
      }
    }
  }
}
