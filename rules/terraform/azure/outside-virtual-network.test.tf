# ruleid: terraform.azure.outside-virtual-network
resource "azurerm_api_management" "bad_1" {
}

# ok: terraform.azure.outside-virtual-network
resource "azurerm_api_management" "good_1" {
  virtual_network_configuration {
    # ok: terraform.azure.outside-virtual-network
    subnet_id = "${var.given}-x"
  }
}

# ruleid: terraform.azure.outside-virtual-network
resource "azurerm_container_group" "bad_2" {
}

# ok: terraform.azure.outside-virtual-network
resource "azurerm_container_group" "good_2" {
  # ok: terraform.azure.outside-virtual-network
  subnet_ids = "${var.given}-x"
}

# ruleid: terraform.azure.outside-virtual-network
resource "azurerm_synapse_workspace" "bad_3" {
}

resource "azurerm_synapse_workspace" "bad_3_0" {
  # ruleid: terraform.azure.outside-virtual-network
  managed_virtual_network_enabled = false
}

# ok: terraform.azure.outside-virtual-network
resource "azurerm_synapse_workspace" "good_3" {
  # ok: terraform.azure.outside-virtual-network
  managed_virtual_network_enabled = true
}
