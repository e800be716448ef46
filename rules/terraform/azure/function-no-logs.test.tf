resource "azurerm_function_app" "bad_1" {
  # ruleid: terraform.azure.function-no-logs
  enable_builtin_logging = false
}

# ok: terraform.azure.function-no-logs
resource "azurerm_function_app" "good_1" {
  # ok: terraform.azure.function-no-logs
  enable_builtin_logging = true
}

resource "azurerm_function_app_slot" "bad_2" {
  # ruleid: terraform.azure.function-no-logs
  enable_builtin_logging = false
}

# ok: terraform.azure.function-no-logs
resource "azurerm_function_app_slot" "good_2" {
}
