# ruleid: terraform.azure.no-zone-redundancy
resource "azurerm_service_plan" "bad_1" {
}

resource "azurerm_service_plan" "bad_1_0" {
  # ruleid: terraform.azure.no-zone-redundancy
  zone_balancing_enabled = false
}

# ok: terraform.azure.no-zone-redundancy
resource "azurerm_service_plan" "good_1" {
  # ok: terraform.azure.no-zone-redundancy
  zone_balancing_enabled = true
}

# ruleid: terraform.azure.no-zone-redundancy
resource "azurerm_mssql_database" "bad_2" {
}

# ok: terraform.azure.no-zone-redundancy
resource "azurerm_mssql_database" "good_2" {
  # ok: terraform.azure.no-zone-redundancy
  zone_redundant = true
}

resource "azurerm_app_service_environment_v3" "bad_3" {
  # ruleid: terraform.azure.no-zone-redundancy
  zone_redundant = false
}

# ok: terraform.azure.no-zone-redundancy
resource "azurerm_app_service_environment_v3" "good_3" {
  # ok: terraform.azure.no-zone-redundancy
  zone_redundant = true
}

# ruleid: terraform.azure.no-zone-redundancy
resource "azurerm_storage_account" "bad_4" {
}

resource "azurerm_storage_account" "bad_4_0" {
  # ruleid: terraform.azure.no-zone-redundancy
  account_replication_type = "LRS"
}

# ok: terraform.azure.no-zone-redundancy
resource "azurerm_storage_account" "good_4" {
  # ok: terraform.azure.no-zone-redundancy
  account_replication_type = "GRS"
}

# ruleid: terraform.azure.no-zone-redundancy
resource "azurerm_redis_cache" "bad_5" {
}

resource "azurerm_redis_cache" "bad_5_0" {
  # ruleid: terraform.azure.no-zone-redundancy
  sku_name = "Basic"
}

# ok: terraform.azure.no-zone-redundancy
resource "azurerm_redis_cache" "good_5" {
  # ok: terraform.azure.no-zone-redundancy
  sku_name = "Standard"
}
