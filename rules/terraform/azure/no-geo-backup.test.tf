# ruleid: terraform.azure.no-geo-backup
resource "azurerm_postgresql_server" "bad_1" {
}

# ok: terraform.azure.no-geo-backup
resource "azurerm_postgresql_server" "good_1" {
  # ok: terraform.azure.no-geo-backup
  geo_redundant_backup_enabled = true
}

resource "azurerm_mariadb_server" "bad_2" {
  # ruleid: terraform.azure.no-geo-backup
  geo_redundant_backup_enabled = false
}

# ok: terraform.azure.no-geo-backup
resource "azurerm_mariadb_server" "good_2" {
  # ok: terraform.azure.no-geo-backup
  geo_redundant_backup_enabled = true
}

# ruleid: terraform.azure.no-geo-backup
resource "azurerm_mysql_server" "bad_3" {
}

# ok: terraform.azure.no-geo-backup
resource "azurerm_mysql_server" "good_3" {
  # ok: terraform.azure.no-geo-backup
  geo_redundant_backup_enabled = true
}

resource "azurerm_mysql_flexible_server" "bad_4" {
  # ruleid: terraform.azure.no-geo-backup
  geo_redundant_backup_enabled = false
}

# ok: terraform.azure.no-geo-backup
resource "azurerm_mysql_flexible_server" "good_4" {
  # ok: terraform.azure.no-geo-backup
  geo_redundant_backup_enabled = true
}
