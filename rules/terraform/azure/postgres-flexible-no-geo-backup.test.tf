# ruleid: terraform.azure.postgres-flexible-no-geo-backup
resource "azurerm_postgresql_flexible_server" "a" {
  name = "a"
}
# ok: terraform.azure.postgres-flexible-no-geo-backup
resource "azurerm_postgresql_flexible_server" "b" {
  geo_redundant_backup_enabled = true
}
