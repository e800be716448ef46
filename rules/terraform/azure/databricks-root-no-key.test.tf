# ruleid: terraform.azure.databricks-root-no-key
resource "azurerm_databricks_workspace" "a" {
  sku = "premium"
}
# ok: terraform.azure.databricks-root-no-key
resource "azurerm_databricks_workspace" "b" {
  sku                          = "premium"
  customer_managed_key_enabled = true
}

resource "azurerm_databricks_workspace_root_dbfs_customer_managed_key" "b" {
  workspace_id = azurerm_databricks_workspace.b.id
}
