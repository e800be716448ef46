# ruleid: terraform.azure.no-managed-identity
resource "azurerm_servicebus_namespace" "bad_1" {
}

# ok: terraform.azure.no-managed-identity
resource "azurerm_servicebus_namespace" "good_1" {
  identity {
    # ok: terraform.azure.no-managed-identity
    type = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-managed-identity
resource "azurerm_cognitive_account" "bad_2" {
}

# ok: terraform.azure.no-managed-identity
resource "azurerm_cognitive_account" "good_2" {
  identity {
    # ok: terraform.azure.no-managed-identity
    type = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-managed-identity
resource "azurerm_app_service" "bad_3" {
}

# ok: terraform.azure.no-managed-identity
resource "azurerm_app_service" "good_3" {
  identity {
    # ok: terraform.azure.no-managed-identity
    type = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-managed-identity
resource "azurerm_linux_web_app" "bad_4" {
}

# ok: terraform.azure.no-managed-identity
resource "azurerm_linux_web_app" "good_4" {
  identity {
    # ok: terraform.azure.no-managed-identity
    type = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-managed-identity
resource "azurerm_windows_web_app" "bad_5" {
}

# ok: terraform.azure.no-managed-identity
resource "azurerm_windows_web_app" "good_5" {
  identity {
    # ok: terraform.azure.no-managed-identity
    type = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-managed-identity
resource "azurerm_web_pubsub" "bad_6" {
}

# ok: terraform.azure.no-managed-identity
resource "azurerm_web_pubsub" "good_6" {
  identity {
    # ok: terraform.azure.no-managed-identity
    type = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-managed-identity
resource "azurerm_kusto_cluster" "bad_7" {
}

# ok: terraform.azure.no-managed-identity
resource "azurerm_kusto_cluster" "good_7" {
  identity {
    # ok: terraform.azure.no-managed-identity
    type = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-managed-identity
resource "azurerm_eventgrid_topic" "bad_8" {
}

# ok: terraform.azure.no-managed-identity
resource "azurerm_eventgrid_topic" "good_8" {
  identity {
    # ok: terraform.azure.no-managed-identity
    type = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-managed-identity
resource "azurerm_eventgrid_domain" "bad_9" {
}

# ok: terraform.azure.no-managed-identity
resource "azurerm_eventgrid_domain" "good_9" {
  identity {
    # ok: terraform.azure.no-managed-identity
    type = "${var.given}-x"
  }
}

# ruleid: terraform.azure.no-managed-identity
resource "azurerm_search_service" "bad_10" {
}

resource "azurerm_search_service" "bad_10_0" {
  identity {
    # ruleid: terraform.azure.no-managed-identity
    type = "None"
  }
}

# ok: terraform.azure.no-managed-identity
resource "azurerm_search_service" "good_10" {
  identity {
    # ok: terraform.azure.no-managed-identity
    type = "SystemAssigned"
  }
}
