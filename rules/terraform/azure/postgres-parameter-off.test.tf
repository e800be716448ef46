resource "azurerm_postgresql_configuration" "a" {
  # ruleid: terraform.azure.postgres-parameter-off
  name  = "log_connections"
  value = "off"
}
# ok: terraform.azure.postgres-parameter-off
resource "azurerm_postgresql_configuration" "b" {
  name  = "log_connections"
  value = "on"
}
