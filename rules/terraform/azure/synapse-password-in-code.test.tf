resource "azurerm_synapse_workspace" "a" {
  # ruleid: terraform.azure.synapse-password-in-code
  sql_administrator_login_password = "correct-horse-9"
}
# ok: terraform.azure.synapse-password-in-code
resource "azurerm_synapse_workspace" "b" {
  sql_administrator_login_password = var.password
}
