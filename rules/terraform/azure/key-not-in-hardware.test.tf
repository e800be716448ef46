# ruleid: terraform.azure.key-not-in-hardware
resource "azurerm_key_vault_key" "bad_1" {
}

resource "azurerm_key_vault_key" "bad_1_0" {
  # ruleid: terraform.azure.key-not-in-hardware
  key_type = "RSA"
}

# ok: terraform.azure.key-not-in-hardware
resource "azurerm_key_vault_key" "good_1" {
  # ok: terraform.azure.key-not-in-hardware
  key_type = "RSA-HSM"
}
