# ruleid: terraform.azure.function-no-authentication
resource "azurerm_function_app" "bad_1" {
}

resource "azurerm_function_app" "bad_1_0" {
  auth_settings {
    # ruleid: terraform.azure.function-no-authentication
    enabled = false
  }
}

# ok: terraform.azure.function-no-authentication
resource "azurerm_function_app" "good_1" {
  auth_settings {
    # ok: terraform.azure.function-no-authentication
    enabled = true
  }
}
