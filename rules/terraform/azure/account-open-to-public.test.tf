# ruleid: terraform.azure.account-open-to-public
resource "azurerm_automation_account" "a" {
  name = "a"
}
# ok: terraform.azure.account-open-to-public
resource "azurerm_automation_account" "b" {
  public_network_access_enabled = false
}
