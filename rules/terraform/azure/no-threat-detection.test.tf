# ruleid: terraform.azure.no-threat-detection
resource "azurerm_mysql_server" "bad_1" {
}

# ok: terraform.azure.no-threat-detection
resource "azurerm_mysql_server" "good_1" {
  threat_detection_policy {
    # ok: terraform.azure.no-threat-detection
    enabled = true
  }
}

resource "azurerm_postgresql_server" "bad_2" {
  threat_detection_policy {
    # ruleid: terraform.azure.no-threat-detection
    enabled = false
  }
}

# ok: terraform.azure.no-threat-detection
resource "azurerm_postgresql_server" "good_2" {
  threat_detection_policy {
    # ok: terraform.azure.no-threat-detection
    enabled = true
  }
}
