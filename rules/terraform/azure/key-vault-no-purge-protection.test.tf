# ruleid: terraform.azure.key-vault-no-purge-protection
resource "azurerm_key_vault" "bad_1" {
}

# ok: terraform.azure.key-vault-no-purge-protection
resource "azurerm_key_vault" "good_1" {
  # ok: terraform.azure.key-vault-no-purge-protection
  purge_protection_enabled = true
}

resource "azurerm_app_configuration" "bad_2" {
  # ruleid: terraform.azure.key-vault-no-purge-protection
  purge_protection_enabled = false
}

# ok: terraform.azure.key-vault-no-purge-protection
resource "azurerm_app_configuration" "good_2" {
  # ok: terraform.azure.key-vault-no-purge-protection
  purge_protection_enabled = true
}
