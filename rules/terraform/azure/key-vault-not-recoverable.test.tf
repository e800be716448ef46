# ruleid: terraform.azure.key-vault-not-recoverable
resource "azurerm_key_vault" "bad_case_1" {
  name = "x"
}

# ok: terraform.azure.key-vault-not-recoverable
resource "azurerm_key_vault" "good_case_1" {
  purge_protection_enabled = true
}
