# ruleid: terraform.azure.security-contact-phone
resource "azurerm_security_center_contact" "bad_1" {
}

# ok: terraform.azure.security-contact-phone
resource "azurerm_security_center_contact" "good_1" {
  # ok: terraform.azure.security-contact-phone
  phone = "${var.given}-x"
}
