resource "azurerm_signalr_service" "bad_1" {
  sku {
    # ruleid: terraform.azure.no-service-level
    name = "Free_F1"
  }
}

# ok: terraform.azure.no-service-level
resource "azurerm_signalr_service" "good_1" {
  sku {
    # ok: terraform.azure.no-service-level
    name = "Standard_S1"
  }
}

resource "azurerm_web_pubsub" "bad_2" {
  # ruleid: terraform.azure.no-service-level
  sku = "Free_F1"
}

# ok: terraform.azure.no-service-level
resource "azurerm_web_pubsub" "good_2" {
  # ok: terraform.azure.no-service-level
  sku = "Standard_S1"
}

resource "azurerm_service_plan" "bad_3" {
  # ruleid: terraform.azure.no-service-level
  sku_name = "B1"
}

# ok: terraform.azure.no-service-level
resource "azurerm_service_plan" "good_3" {
  # ok: terraform.azure.no-service-level
  sku_name = "P1v3"
}

resource "azurerm_kusto_cluster" "bad_4" {
  sku {
    # ruleid: terraform.azure.no-service-level
    name = "Dev(No SLA)_Standard_D11_v2"
  }
}

# ok: terraform.azure.no-service-level
resource "azurerm_kusto_cluster" "good_4" {
  sku {
    # ok: terraform.azure.no-service-level
    name = "Standard_D13_v2"
  }
}

# ruleid: terraform.azure.no-service-level
resource "azurerm_app_configuration" "bad_5" {
}

resource "azurerm_app_configuration" "bad_5_0" {
  # ruleid: terraform.azure.no-service-level
  sku = "free"
}

# ok: terraform.azure.no-service-level
resource "azurerm_app_configuration" "good_5" {
  # ok: terraform.azure.no-service-level
  sku = "standard"
}
