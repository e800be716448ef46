resource "azurerm_function_app" "bad" {
  site_config {
    cors {
      # ruleid: terraform.azure.cors-any-origin
      allowed_origins = ["*"]
    }
  }
}

# ok: terraform.azure.cors-any-origin
resource "azurerm_app_service" "good" {
  site_config {
    cors {
      allowed_origins = ["https://example.com"]
    }
  }
}
