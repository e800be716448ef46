resource "azurerm_monitor_log_profile" "a" {
  # ruleid: terraform.azure.activity-log-partial
  categories = ["Action", "Delete"]
}
# ok: terraform.azure.activity-log-partial
resource "azurerm_monitor_log_profile" "b" {
  categories = ["Action", "Delete", "Write"]
}
