resource "azurerm_storage_account" "bad_1" {
  # ruleid: terraform.azure.transit-unencrypted
  enable_https_traffic_only = false
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_storage_account" "good_1" {
  # ok: terraform.azure.transit-unencrypted
  enable_https_traffic_only = true
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_mysql_server" "bad_2" {
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_mysql_server" "good_2" {
  # ok: terraform.azure.transit-unencrypted
  ssl_enforcement_enabled = true
}

resource "azurerm_postgresql_server" "bad_3" {
  # ruleid: terraform.azure.transit-unencrypted
  ssl_enforcement_enabled = false
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_postgresql_server" "good_3" {
  # ok: terraform.azure.transit-unencrypted
  ssl_enforcement_enabled = true
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_mariadb_server" "bad_4" {
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_mariadb_server" "good_4" {
  # ok: terraform.azure.transit-unencrypted
  ssl_enforcement_enabled = true
}

resource "azurerm_redis_cache" "bad_5" {
  # ruleid: terraform.azure.transit-unencrypted
  enable_non_ssl_port = true
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_redis_cache" "good_5" {
  # ok: terraform.azure.transit-unencrypted
  enable_non_ssl_port = false
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_app_service" "bad_6" {
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_app_service" "good_6" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

resource "azurerm_linux_web_app" "bad_7" {
  # ruleid: terraform.azure.transit-unencrypted
  https_only = false
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_linux_web_app" "good_7" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_windows_web_app" "bad_8" {
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_windows_web_app" "good_8" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

resource "azurerm_app_service_slot" "bad_9" {
  # ruleid: terraform.azure.transit-unencrypted
  https_only = false
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_app_service_slot" "good_9" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_linux_web_app_slot" "bad_10" {
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_linux_web_app_slot" "good_10" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

resource "azurerm_windows_web_app_slot" "bad_11" {
  # ruleid: terraform.azure.transit-unencrypted
  https_only = false
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_windows_web_app_slot" "good_11" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_function_app" "bad_12" {
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_function_app" "good_12" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

resource "azurerm_linux_function_app" "bad_13" {
  # ruleid: terraform.azure.transit-unencrypted
  https_only = false
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_linux_function_app" "good_13" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_windows_function_app" "bad_14" {
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_windows_function_app" "good_14" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

resource "azurerm_function_app_slot" "bad_15" {
  # ruleid: terraform.azure.transit-unencrypted
  https_only = false
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_function_app_slot" "good_15" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_linux_function_app_slot" "bad_16" {
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_linux_function_app_slot" "good_16" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

resource "azurerm_windows_function_app_slot" "bad_17" {
  # ruleid: terraform.azure.transit-unencrypted
  https_only = false
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_windows_function_app_slot" "good_17" {
  # ok: terraform.azure.transit-unencrypted
  https_only = true
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_spring_cloud_api_portal" "bad_18" {
}

resource "azurerm_spring_cloud_api_portal" "bad_18_0" {
  # ruleid: terraform.azure.transit-unencrypted
  https_only_enabled = false
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_spring_cloud_api_portal" "good_18" {
  # ok: terraform.azure.transit-unencrypted
  https_only_enabled = true
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_cdn_endpoint" "bad_19" {
}

resource "azurerm_cdn_endpoint" "bad_19_0" {
  # ruleid: terraform.azure.transit-unencrypted
  is_http_allowed = true
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_cdn_endpoint" "good_19" {
  # ok: terraform.azure.transit-unencrypted
  is_http_allowed = false
}

# ruleid: terraform.azure.transit-unencrypted
resource "azurerm_application_gateway" "bad_20" {
}

resource "azurerm_application_gateway" "bad_20_0" {
  http_listener {
    # ruleid: terraform.azure.transit-unencrypted
    protocol = "Http"
  }
}

# ok: terraform.azure.transit-unencrypted
resource "azurerm_application_gateway" "good_20" {
  http_listener {
    # ok: terraform.azure.transit-unencrypted
    protocol = "Https"
  }
}
