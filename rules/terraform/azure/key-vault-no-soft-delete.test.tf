resource "azurerm_key_vault" "bad_1" {
  # ruleid: terraform.azure.key-vault-no-soft-delete
  soft_delete_enabled = false
}

# ok: terraform.azure.key-vault-no-soft-delete
resource "azurerm_key_vault" "good_1" {
  # ok: terraform.azure.key-vault-no-soft-delete
  soft_delete_enabled = true
}
