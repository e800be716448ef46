# ruleid: terraform.azure.security-contact-email
resource "azurerm_security_center_contact" "bad_1" {
}

# ok: terraform.azure.security-contact-email
resource "azurerm_security_center_contact" "good_1" {
  # ok: terraform.azure.security-contact-email
  email = "${var.given}-x"
}
