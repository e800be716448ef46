# ruleid: terraform.azure.secret-without-expiry
resource "azurerm_key_vault_key" "bad_1" {
}

# ok: terraform.azure.secret-without-expiry
resource "azurerm_key_vault_key" "good_1" {
  # ok: terraform.azure.secret-without-expiry
  expiration_date = "${var.given}-x"
}

# ruleid: terraform.azure.secret-without-expiry
resource "azurerm_key_vault_secret" "bad_2" {
}

# ok: terraform.azure.secret-without-expiry
resource "azurerm_key_vault_secret" "good_2" {
  # ok: terraform.azure.secret-without-expiry
  expiration_date = "${var.given}-x"
}
