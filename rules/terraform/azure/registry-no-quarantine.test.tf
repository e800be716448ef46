# ruleid: terraform.azure.registry-no-quarantine
resource "azurerm_container_registry" "bad_1" {
}

resource "azurerm_container_registry" "bad_1_0" {
  # ruleid: terraform.azure.registry-no-quarantine
  quarantine_policy_enabled = false
}

# ok: terraform.azure.registry-no-quarantine
resource "azurerm_container_registry" "good_1" {
  # ok: terraform.azure.registry-no-quarantine
  quarantine_policy_enabled = true
}
