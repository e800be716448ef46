# ruleid: terraform.azure.no-customer-key
resource "azurerm_cosmosdb_account" "bad_1" {
}

# ok: terraform.azure.no-customer-key
resource "azurerm_cosmosdb_account" "good_1" {
  # ok: terraform.azure.no-customer-key
  key_vault_key_id = "${var.given}-x"
}

# ruleid: terraform.azure.no-customer-key
resource "azurerm_servicebus_namespace" "bad_2" {
}

# ok: terraform.azure.no-customer-key
resource "azurerm_servicebus_namespace" "good_2" {
  customer_managed_key {
    # ok: terraform.azure.no-customer-key
    key_vault_key_id = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-customer-key
resource "azurerm_synapse_workspace" "bad_3" {
}

# ok: terraform.azure.no-customer-key
resource "azurerm_synapse_workspace" "good_3" {
  customer_managed_key {
    # ok: terraform.azure.no-customer-key
    key_name = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-customer-key
resource "azurerm_app_configuration" "bad_4" {
}

# ok: terraform.azure.no-customer-key
resource "azurerm_app_configuration" "good_4" {
  encryption {
    # ok: terraform.azure.no-customer-key
    key_vault_key_identifier = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-customer-key
resource "azurerm_batch_account" "bad_5" {
}

# ok: terraform.azure.no-customer-key
resource "azurerm_batch_account" "good_5" {
  key_vault_reference {
    # ok: terraform.azure.no-customer-key
    id = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-customer-key
resource "azurerm_kubernetes_cluster" "bad_6" {
}

# ok: terraform.azure.no-customer-key
resource "azurerm_kubernetes_cluster" "good_6" {
  # ok: terraform.azure.no-customer-key
  disk_encryption_set_id = "${var.given}-x"
}

# ruleid: terraform.azure.no-customer-key
resource "azurerm_managed_disk" "bad_7" {
}

# ok: terraform.azure.no-customer-key
resource "azurerm_managed_disk" "good_7" {
  # ok: terraform.azure.no-customer-key
  disk_encryption_set_id = "${var.given}-x"
}
