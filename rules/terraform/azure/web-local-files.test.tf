# ruleid: terraform.azure.web-local-files
resource "azurerm_app_service" "bad_1" {
}

# ok: terraform.azure.web-local-files
resource "azurerm_app_service" "good_1" {
  storage_account {
    # ok: terraform.azure.web-local-files
    type = "AzureFiles"
  }
}

resource "azurerm_linux_web_app" "bad_2" {
  storage_account {
    # ruleid: terraform.azure.web-local-files
    type = "AzureBlob"
  }
}

# ok: terraform.azure.web-local-files
resource "azurerm_linux_web_app" "good_2" {
  storage_account {
    # ok: terraform.azure.web-local-files
    type = "AzureFiles"
  }
}

# ruleid: terraform.azure.web-local-files
resource "azurerm_windows_web_app" "bad_3" {
}

# ok: terraform.azure.web-local-files
resource "azurerm_windows_web_app" "good_3" {
  storage_account {
    # ok: terraform.azure.web-local-files
    type = "AzureFiles"
  }
}
