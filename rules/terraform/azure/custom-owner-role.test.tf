resource "azurerm_role_definition" "bad_case_1" {
  permissions {
    # ruleid: terraform.azure.custom-owner-role
    actions = ["*"]
  }
}

# ok: terraform.azure.custom-owner-role
resource "azurerm_role_definition" "good_case_1" {
  permissions {
    actions = ["Microsoft.Resources/*/read"]
  }
}
