resource "azurerm_storage_account_network_rules" "bad_case_1" {
  # ruleid: terraform.azure.storage-no-trusted-services
  bypass = ["None"]
}

# ok: terraform.azure.storage-no-trusted-services
resource "azurerm_storage_account_network_rules" "good_case_1" {
  bypass = ["AzureServices"]
}
