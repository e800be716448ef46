# ruleid: terraform.azure.old-tls
resource "azurerm_servicebus_namespace" "bad_1" {
}

# ok: terraform.azure.old-tls
resource "azurerm_servicebus_namespace" "good_1" {
  # ok: terraform.azure.old-tls
  minimum_tls_version = "1.2"
}

resource "azurerm_mssql_server" "bad_2" {
  # ruleid: terraform.azure.old-tls
  minimum_tls_version = "1.0"
}

# ok: terraform.azure.old-tls
resource "azurerm_mssql_server" "good_2" {
  # ok: terraform.azure.old-tls
  minimum_tls_version = "1.2"
}

# ruleid: terraform.azure.old-tls
resource "azurerm_redis_cache" "bad_3" {
}

# ok: terraform.azure.old-tls
resource "azurerm_redis_cache" "good_3" {
  # ok: terraform.azure.old-tls
  minimum_tls_version = "1.2"
}

resource "azurerm_eventhub_namespace" "bad_4" {
  # ruleid: terraform.azure.old-tls
  minimum_tls_version = "1.0"
}

# ok: terraform.azure.old-tls
resource "azurerm_eventhub_namespace" "good_4" {
  # ok: terraform.azure.old-tls
  minimum_tls_version = "1.2"
}

# ruleid: terraform.azure.old-tls
resource "azurerm_mysql_server" "bad_5" {
}

# ok: terraform.azure.old-tls
resource "azurerm_mysql_server" "good_5" {
  # ok: terraform.azure.old-tls
  ssl_minimal_tls_version_enforced = "TLS1_2"
}

resource "azurerm_postgresql_server" "bad_6" {
  # ruleid: terraform.azure.old-tls
  ssl_minimal_tls_version_enforced = "TLS1_0"
}

# ok: terraform.azure.old-tls
resource "azurerm_postgresql_server" "good_6" {
  # ok: terraform.azure.old-tls
  ssl_minimal_tls_version_enforced = "TLS1_2"
}

resource "azurerm_storage_account" "bad_7" {
  # ruleid: terraform.azure.old-tls
  min_tls_version = "TLS1_0"
}

# ok: terraform.azure.old-tls
resource "azurerm_storage_account" "good_7" {
  # ok: terraform.azure.old-tls
  min_tls_version = "TLS1_2"
}

resource "azurerm_app_service" "bad_8" {
  site_config {
    # ruleid: terraform.azure.old-tls
    minimum_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_app_service" "good_8" {
  site_config {
    # ok: terraform.azure.old-tls
    minimum_tls_version = "1.2"
  }
}

resource "azurerm_linux_web_app" "bad_9" {
  site_config {
    # ruleid: terraform.azure.old-tls
    minimum_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_linux_web_app" "good_9" {
}

resource "azurerm_windows_web_app" "bad_10" {
  site_config {
    # ruleid: terraform.azure.old-tls
    minimum_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_windows_web_app" "good_10" {
  site_config {
    # ok: terraform.azure.old-tls
    minimum_tls_version = "1.2"
  }
}

resource "azurerm_function_app" "bad_11" {
  site_config {
    # ruleid: terraform.azure.old-tls
    minimum_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_function_app" "good_11" {
}

resource "azurerm_linux_function_app" "bad_12" {
  site_config {
    # ruleid: terraform.azure.old-tls
    minimum_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_linux_function_app" "good_12" {
  site_config {
    # ok: terraform.azure.old-tls
    minimum_tls_version = "1.2"
  }
}

resource "azurerm_windows_function_app" "bad_13" {
  site_config {
    # ruleid: terraform.azure.old-tls
    minimum_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_windows_function_app" "good_13" {
}

resource "azurerm_function_app_slot" "bad_14" {
  site_config {
    # ruleid: terraform.azure.old-tls
    minimum_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_function_app_slot" "good_14" {
  site_config {
    # ok: terraform.azure.old-tls
    minimum_tls_version = "1.2"
  }
}

resource "azurerm_linux_function_app_slot" "bad_15" {
  site_config {
    # ruleid: terraform.azure.old-tls
    minimum_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_linux_function_app_slot" "good_15" {
}

resource "azurerm_windows_function_app_slot" "bad_16" {
  site_config {
    # ruleid: terraform.azure.old-tls
    minimum_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_windows_function_app_slot" "good_16" {
  site_config {
    # ok: terraform.azure.old-tls
    minimum_tls_version = "1.2"
  }
}

resource "azurerm_app_service_slot" "bad_17" {
  site_config {
    # ruleid: terraform.azure.old-tls
    minimum_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_app_service_slot" "good_17" {
}

resource "azurerm_app_service" "bad_18" {
  site_config {
    # ruleid: terraform.azure.old-tls
    min_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_app_service" "good_18" {
  site_config {
    # ok: terraform.azure.old-tls
    min_tls_version = "1.2"
  }
}

resource "azurerm_linux_web_app" "bad_19" {
  site_config {
    # ruleid: terraform.azure.old-tls
    min_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_linux_web_app" "good_19" {
}

resource "azurerm_windows_web_app" "bad_20" {
  site_config {
    # ruleid: terraform.azure.old-tls
    min_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_windows_web_app" "good_20" {
  site_config {
    # ok: terraform.azure.old-tls
    min_tls_version = "1.2"
  }
}

resource "azurerm_function_app" "bad_21" {
  site_config {
    # ruleid: terraform.azure.old-tls
    min_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_function_app" "good_21" {
}

resource "azurerm_linux_function_app" "bad_22" {
  site_config {
    # ruleid: terraform.azure.old-tls
    min_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_linux_function_app" "good_22" {
  site_config {
    # ok: terraform.azure.old-tls
    min_tls_version = "1.2"
  }
}

resource "azurerm_windows_function_app" "bad_23" {
  site_config {
    # ruleid: terraform.azure.old-tls
    min_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_windows_function_app" "good_23" {
}

resource "azurerm_function_app_slot" "bad_24" {
  site_config {
    # ruleid: terraform.azure.old-tls
    min_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_function_app_slot" "good_24" {
  site_config {
    # ok: terraform.azure.old-tls
    min_tls_version = "1.2"
  }
}

resource "azurerm_linux_function_app_slot" "bad_25" {
  site_config {
    # ruleid: terraform.azure.old-tls
    min_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_linux_function_app_slot" "good_25" {
}

resource "azurerm_windows_function_app_slot" "bad_26" {
  site_config {
    # ruleid: terraform.azure.old-tls
    min_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_windows_function_app_slot" "good_26" {
  site_config {
    # ok: terraform.azure.old-tls
    min_tls_version = "1.2"
  }
}

resource "azurerm_app_service_slot" "bad_27" {
  site_config {
    # ruleid: terraform.azure.old-tls
    min_tls_version = "1.0"
  }
}

# ok: terraform.azure.old-tls
resource "azurerm_app_service_slot" "good_27" {
}
