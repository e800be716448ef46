# ruleid: terraform.azure.service-fabric-no-directory
resource "azurerm_service_fabric_cluster" "bad_1" {
}

# ok: terraform.azure.service-fabric-no-directory
resource "azurerm_service_fabric_cluster" "good_1" {
  azure_active_directory {
    # ok: terraform.azure.service-fabric-no-directory
    tenant_id = "${var.given}-x"
  }
}
