# ruleid: terraform.azure.no-double-encryption
resource "azurerm_kusto_cluster" "bad_1" {
}

resource "azurerm_kusto_cluster" "bad_1_0" {
  # ruleid: terraform.azure.no-double-encryption
  double_encryption_enabled = false
}

# ok: terraform.azure.no-double-encryption
resource "azurerm_kusto_cluster" "good_1" {
  # ok: terraform.azure.no-double-encryption
  double_encryption_enabled = true
}

# ruleid: terraform.azure.no-double-encryption
resource "azurerm_mysql_server" "bad_2" {
}

# ok: terraform.azure.no-double-encryption
resource "azurerm_mysql_server" "good_2" {
  # ok: terraform.azure.no-double-encryption
  infrastructure_encryption_enabled = true
}

resource "azurerm_postgresql_server" "bad_3" {
  # ruleid: terraform.azure.no-double-encryption
  infrastructure_encryption_enabled = false
}

# ok: terraform.azure.no-double-encryption
resource "azurerm_postgresql_server" "good_3" {
  # ok: terraform.azure.no-double-encryption
  infrastructure_encryption_enabled = true
}

# ruleid: terraform.azure.no-double-encryption
resource "azurerm_servicebus_namespace" "bad_4" {
}

resource "azurerm_servicebus_namespace" "bad_4_0" {
  customer_managed_key {
    # ruleid: terraform.azure.no-double-encryption
    infrastructure_encryption_enabled = false
  }
}

# ok: terraform.azure.no-double-encryption
resource "azurerm_servicebus_namespace" "good_4" {
  customer_managed_key {
    # ok: terraform.azure.no-double-encryption
    infrastructure_encryption_enabled = true
  }
}
