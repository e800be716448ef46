# ruleid: terraform.azure.sql-no-directory-admin
resource "azurerm_mssql_server" "a" {
  name = "a"
}
# ruleid: terraform.azure.sql-no-directory-admin
resource "azurerm_sql_server" "a" {
  name = "a"
}
# ok: terraform.azure.sql-no-directory-admin
resource "azurerm_mssql_server" "b" {
  azuread_administrator {
    login_username = "dba"
    object_id      = "00000000-0000-0000-0000-000000000001"
  }
}
