resource "azurerm_storage_account" "bad_case_1" {
  network_rules {
    # ruleid: terraform.azure.storage-open-network
    default_action = "Allow"
  }
}

# ok: terraform.azure.storage-open-network
resource "azurerm_storage_account" "good_case_1" {
  network_rules {
    default_action = "Deny"
  }
}
