# ruleid: terraform.azure.firewall-without-policy
resource "azurerm_firewall" "bad_1" {
}

# ok: terraform.azure.firewall-without-policy
resource "azurerm_firewall" "good_1" {
  # ok: terraform.azure.firewall-without-policy
  firewall_policy_id = "${var.given}-x"
}
