# ruleid: terraform.azure.key-vault-no-firewall
resource "azurerm_key_vault" "bad_1" {
}

resource "azurerm_key_vault" "bad_1_0" {
  network_acls {
    # ruleid: terraform.azure.key-vault-no-firewall
    default_action = "Allow"
  }
}

# ok: terraform.azure.key-vault-no-firewall
resource "azurerm_key_vault" "good_1" {
  network_acls {
    # ok: terraform.azure.key-vault-no-firewall
    default_action = "Deny"
  }
}
