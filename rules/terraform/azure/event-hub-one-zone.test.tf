resource "azurerm_eventhub_namespace" "a" {
  # ruleid: terraform.azure.event-hub-one-zone
  zone_redundant = false
}
# ok: terraform.azure.event-hub-one-zone
resource "azurerm_eventhub_namespace" "b" {
  zone_redundant = true
}
