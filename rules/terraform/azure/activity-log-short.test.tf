resource "azurerm_monitor_log_profile" "a" {
  retention_policy {
    enabled = true
    # ruleid: terraform.azure.activity-log-short
    days    = 7
  }
}
# ok: terraform.azure.activity-log-short
resource "azurerm_monitor_log_profile" "b" {
  retention_policy {
    enabled = true
    days    = 365
  }
}
