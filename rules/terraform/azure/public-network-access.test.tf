# ruleid: terraform.azure.public-network-access
resource "azurerm_cosmosdb_account" "bad_1" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_cosmosdb_account" "good_1" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_eventgrid_domain" "bad_2" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_eventgrid_domain" "good_2" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_eventgrid_topic" "bad_3" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_eventgrid_topic" "good_3" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_mssql_server" "bad_4" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_mssql_server" "good_4" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_servicebus_namespace" "bad_5" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_servicebus_namespace" "good_5" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_search_service" "bad_6" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_search_service" "good_6" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_cognitive_account" "bad_7" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_cognitive_account" "good_7" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_container_registry" "bad_8" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_container_registry" "good_8" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_machine_learning_workspace" "bad_9" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_machine_learning_workspace" "good_9" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_api_management" "bad_10" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_api_management" "good_10" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_databricks_workspace" "bad_11" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_databricks_workspace" "good_11" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_linux_function_app" "bad_12" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_linux_function_app" "good_12" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_linux_function_app_slot" "bad_13" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_linux_function_app_slot" "good_13" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_windows_function_app" "bad_14" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_windows_function_app" "good_14" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_windows_function_app_slot" "bad_15" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_windows_function_app_slot" "good_15" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_linux_web_app" "bad_16" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_linux_web_app" "good_16" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_windows_web_app" "bad_17" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_windows_web_app" "good_17" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_mariadb_server" "bad_18" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_mariadb_server" "good_18" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_mysql_server" "bad_19" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_mysql_server" "good_19" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_storage_account" "bad_20" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_storage_account" "good_20" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_postgresql_server" "bad_21" {
}

# ok: terraform.azure.public-network-access
resource "azurerm_postgresql_server" "good_21" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_redis_cache" "bad_22" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_redis_cache" "good_22" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_data_factory" "bad_23" {
}

resource "azurerm_data_factory" "bad_23_0" {
  # ruleid: terraform.azure.public-network-access
  public_network_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_data_factory" "good_23" {
  # ok: terraform.azure.public-network-access
  public_network_enabled = false
}

resource "azurerm_iothub" "bad_24" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_iothub" "good_24" {
  # ok: terraform.azure.public-network-access
  public_network_access_enabled = false
}

resource "azurerm_spring_cloud_api_portal" "bad_25" {
  # ruleid: terraform.azure.public-network-access
  public_network_access_enabled = true
}

# ok: terraform.azure.public-network-access
resource "azurerm_spring_cloud_api_portal" "good_25" {
}

resource "azurerm_app_configuration" "bad_26" {
  # ruleid: terraform.azure.public-network-access
  public_network_access = "Enabled"
}

# ok: terraform.azure.public-network-access
resource "azurerm_app_configuration" "good_26" {
  # ok: terraform.azure.public-network-access
  public_network_access = "Disabled"
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_storage_sync" "bad_27" {
}

resource "azurerm_storage_sync" "bad_27_0" {
  # ruleid: terraform.azure.public-network-access
  incoming_traffic_policy = "AllowAllTraffic"
}

# ok: terraform.azure.public-network-access
resource "azurerm_storage_sync" "good_27" {
  # ok: terraform.azure.public-network-access
  incoming_traffic_policy = "AllowVirtualNetworksOnly"
}

# ruleid: terraform.azure.public-network-access
resource "azurerm_container_group" "bad_28" {
}

resource "azurerm_container_group" "bad_28_0" {
  # ruleid: terraform.azure.public-network-access
  ip_address_type = "Public"
}

# ok: terraform.azure.public-network-access
resource "azurerm_container_group" "good_28" {
  # ok: terraform.azure.public-network-access
  ip_address_type = "Private"
}
