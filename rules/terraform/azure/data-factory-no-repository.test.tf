# ruleid: terraform.azure.data-factory-no-repository
resource "azurerm_data_factory" "a" {
  name = "a"
}
# ok: terraform.azure.data-factory-no-repository
resource "azurerm_data_factory" "b" {
  github_configuration {
    repository_name = "r"
  }
}
