# ruleid: terraform.azure.secret-without-content-type
resource "azurerm_key_vault_secret" "bad_1" {
}

# ok: terraform.azure.secret-without-content-type
resource "azurerm_key_vault_secret" "good_1" {
  # ok: terraform.azure.secret-without-content-type
  content_type = "${var.given}-x"
}
