resource "azurerm_service_plan" "a" {
  # ruleid: terraform.azure.web-one-instance
  worker_count = 1
}
# ok: terraform.azure.web-one-instance
resource "azurerm_service_plan" "b" {
  worker_count = 2
}
