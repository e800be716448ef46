# ruleid: terraform.azure.no-workload-identity
resource "azurerm_automation_account" "a" {
  name = "a"
}
# ok: terraform.azure.no-workload-identity
resource "azurerm_automation_account" "b" {
  identity {
    type = "SystemAssigned"
  }
}
