# ruleid: terraform.azure.security-contact-admins
resource "azurerm_security_center_contact" "bad_1" {
}

resource "azurerm_security_center_contact" "bad_1_0" {
  # ruleid: terraform.azure.security-contact-admins
  alerts_to_admins = false
}

# ok: terraform.azure.security-contact-admins
resource "azurerm_security_center_contact" "good_1" {
  # ok: terraform.azure.security-contact-admins
  alerts_to_admins = true
}
