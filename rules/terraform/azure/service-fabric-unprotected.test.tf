# ruleid: terraform.azure.service-fabric-unprotected
resource "azurerm_service_fabric_cluster" "a" {
  name = "a"
}
# ok: terraform.azure.service-fabric-unprotected
resource "azurerm_service_fabric_cluster" "b" {
  fabric_settings {
    name = "Security"
    parameters = {
      ClusterProtectionLevel = "EncryptAndSign"
    }
  }
}
