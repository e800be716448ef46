# ruleid: terraform.azure.local-authentication
resource "azurerm_eventgrid_domain" "bad_1" {
}

# ok: terraform.azure.local-authentication
resource "azurerm_eventgrid_domain" "good_1" {
  # ok: terraform.azure.local-authentication
  local_auth_enabled = false
}

resource "azurerm_eventgrid_topic" "bad_2" {
  # ruleid: terraform.azure.local-authentication
  local_auth_enabled = true
}

# ok: terraform.azure.local-authentication
resource "azurerm_eventgrid_topic" "good_2" {
  # ok: terraform.azure.local-authentication
  local_auth_enabled = false
}

# ruleid: terraform.azure.local-authentication
resource "azurerm_servicebus_namespace" "bad_3" {
}

# ok: terraform.azure.local-authentication
resource "azurerm_servicebus_namespace" "good_3" {
  # ok: terraform.azure.local-authentication
  local_auth_enabled = false
}

resource "azurerm_cognitive_account" "bad_4" {
  # ruleid: terraform.azure.local-authentication
  local_auth_enabled = true
}

# ok: terraform.azure.local-authentication
resource "azurerm_cognitive_account" "good_4" {
  # ok: terraform.azure.local-authentication
  local_auth_enabled = false
}

# ruleid: terraform.azure.local-authentication
resource "azurerm_machine_learning_compute_cluster" "bad_5" {
}

# ok: terraform.azure.local-authentication
resource "azurerm_machine_learning_compute_cluster" "good_5" {
  # ok: terraform.azure.local-authentication
  local_auth_enabled = false
}

resource "azurerm_app_configuration" "bad_6" {
  # ruleid: terraform.azure.local-authentication
  local_auth_enabled = true
}

# ok: terraform.azure.local-authentication
resource "azurerm_app_configuration" "good_6" {
  # ok: terraform.azure.local-authentication
  local_auth_enabled = false
}

resource "azurerm_container_registry" "bad_7" {
  # ruleid: terraform.azure.local-authentication
  admin_enabled = true
}

# ok: terraform.azure.local-authentication
resource "azurerm_container_registry" "good_7" {
  # ok: terraform.azure.local-authentication
  admin_enabled = false
}

# ruleid: terraform.azure.local-authentication
resource "azurerm_kubernetes_cluster" "bad_8" {
}

resource "azurerm_kubernetes_cluster" "bad_8_0" {
  # ruleid: terraform.azure.local-authentication
  local_account_disabled = false
}

# ok: terraform.azure.local-authentication
resource "azurerm_kubernetes_cluster" "good_8" {
  # ok: terraform.azure.local-authentication
  local_account_disabled = true
}

# ruleid: terraform.azure.local-authentication
resource "azurerm_cosmosdb_account" "bad_9" {
}

resource "azurerm_cosmosdb_account" "bad_9_0" {
  # ruleid: terraform.azure.local-authentication
  access_key_metadata_writes_enabled = true
}

# ok: terraform.azure.local-authentication
resource "azurerm_cosmosdb_account" "good_9" {
  # ok: terraform.azure.local-authentication
  access_key_metadata_writes_enabled = false
}
