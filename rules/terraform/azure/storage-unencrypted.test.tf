resource "azurerm_data_lake_store" "bad_1" {
  # ruleid: terraform.azure.storage-unencrypted
  encryption_state = "Disabled"
}

# ok: terraform.azure.storage-unencrypted
resource "azurerm_data_lake_store" "good_1" {
  # ok: terraform.azure.storage-unencrypted
  encryption_state = "Enabled"
}

# ruleid: terraform.azure.storage-unencrypted
resource "azurerm_automation_variable_bool" "bad_2" {
}

# ok: terraform.azure.storage-unencrypted
resource "azurerm_automation_variable_bool" "good_2" {
  # ok: terraform.azure.storage-unencrypted
  encrypted = true
}

resource "azurerm_automation_variable_string" "bad_3" {
  # ruleid: terraform.azure.storage-unencrypted
  encrypted = false
}

# ok: terraform.azure.storage-unencrypted
resource "azurerm_automation_variable_string" "good_3" {
  # ok: terraform.azure.storage-unencrypted
  encrypted = true
}

# ruleid: terraform.azure.storage-unencrypted
resource "azurerm_automation_variable_int" "bad_4" {
}

# ok: terraform.azure.storage-unencrypted
resource "azurerm_automation_variable_int" "good_4" {
  # ok: terraform.azure.storage-unencrypted
  encrypted = true
}

resource "azurerm_automation_variable_datetime" "bad_5" {
  # ruleid: terraform.azure.storage-unencrypted
  encrypted = false
}

# ok: terraform.azure.storage-unencrypted
resource "azurerm_automation_variable_datetime" "good_5" {
  # ok: terraform.azure.storage-unencrypted
  encrypted = true
}

# ruleid: terraform.azure.storage-unencrypted
resource "azurerm_kusto_cluster" "bad_6" {
}

resource "azurerm_kusto_cluster" "bad_6_0" {
  # ruleid: terraform.azure.storage-unencrypted
  disk_encryption_enabled = false
}

# ok: terraform.azure.storage-unencrypted
resource "azurerm_kusto_cluster" "good_6" {
  # ok: terraform.azure.storage-unencrypted
  disk_encryption_enabled = true
}

# ruleid: terraform.azure.storage-unencrypted
resource "azurerm_linux_virtual_machine_scale_set" "bad_7" {
}

# ok: terraform.azure.storage-unencrypted
resource "azurerm_linux_virtual_machine_scale_set" "good_7" {
  # ok: terraform.azure.storage-unencrypted
  encryption_at_host_enabled = true
}

resource "azurerm_windows_virtual_machine_scale_set" "bad_8" {
  # ruleid: terraform.azure.storage-unencrypted
  encryption_at_host_enabled = false
}

# ok: terraform.azure.storage-unencrypted
resource "azurerm_windows_virtual_machine_scale_set" "good_8" {
  # ok: terraform.azure.storage-unencrypted
  encryption_at_host_enabled = true
}

# ruleid: terraform.azure.storage-unencrypted
resource "azurerm_windows_virtual_machine" "bad_9" {
}

# ok: terraform.azure.storage-unencrypted
resource "azurerm_windows_virtual_machine" "good_9" {
  # ok: terraform.azure.storage-unencrypted
  encryption_at_host_enabled = true
}
