# ruleid: terraform.azure.firewall-only-alerts
resource "azurerm_firewall" "bad_1" {
}

resource "azurerm_firewall" "bad_1_0" {
  # ruleid: terraform.azure.firewall-only-alerts
  threat_intel_mode = "Alert"
}

# ok: terraform.azure.firewall-only-alerts
resource "azurerm_firewall" "good_1" {
  # ok: terraform.azure.firewall-only-alerts
  threat_intel_mode = "Deny"
}

# ruleid: terraform.azure.firewall-only-alerts
resource "azurerm_firewall_policy" "bad_2" {
}

resource "azurerm_firewall_policy" "bad_2_0" {
  intrusion_detection {
    # ruleid: terraform.azure.firewall-only-alerts
    mode = "Alert"
  }
}

# ok: terraform.azure.firewall-only-alerts
resource "azurerm_firewall_policy" "good_2" {
  intrusion_detection {
    # ok: terraform.azure.firewall-only-alerts
    mode = "Deny"
  }
}
