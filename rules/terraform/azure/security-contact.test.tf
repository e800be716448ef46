# ruleid: terraform.azure.security-contact
resource "azurerm_security_center_contact" "bad_1" {
}

resource "azurerm_security_center_contact" "bad_1_0" {
  # ruleid: terraform.azure.security-contact
  alert_notifications = false
}

# ok: terraform.azure.security-contact
resource "azurerm_security_center_contact" "good_1" {
  # ok: terraform.azure.security-contact
  alert_notifications = true
}
