resource "azurerm_network_security_rule" "bad" {
  access                     = "Allow"
  direction                  = "Inbound"
  protocol                   = "Tcp"
  destination_port_range     = "21-22"
  # ruleid: terraform.azure.nsg-ssh-open
  source_address_prefix      = "*"
}

resource "azurerm_network_security_group" "bad" {
  security_rule {
    access                  = "Allow"
    direction               = "Inbound"
    protocol                = "*"
    destination_port_ranges = ["443", "22"]
    # ruleid: terraform.azure.nsg-ssh-open
    source_address_prefix   = "0.0.0.0/0"
  }
}

# ok: terraform.azure.nsg-ssh-open
resource "azurerm_network_security_rule" "good" {
  access                 = "Allow"
  direction              = "Inbound"
  protocol               = "Tcp"
  destination_port_range = "22"
  source_address_prefix  = "10.0.0.0/8"
}

# ok: terraform.azure.nsg-ssh-open
resource "azurerm_network_security_rule" "denied" {
  access                 = "Deny"
  direction              = "Inbound"
  protocol               = "*"
  destination_port_range = "*"
  source_address_prefix  = "*"
}
