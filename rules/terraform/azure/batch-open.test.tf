resource "azurerm_batch_account" "a" {
  network_profile {
    account_access {
      # ruleid: terraform.azure.batch-open
      default_action = "Allow"
    }
  }
}
# ok: terraform.azure.batch-open
resource "azurerm_batch_account" "b" {
  public_network_access_enabled = false
}
