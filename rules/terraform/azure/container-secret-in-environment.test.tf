resource "azurerm_container_group" "a" {
  container {
    # ruleid: terraform.azure.container-secret-in-environment
    environment_variables = {
      MODE = "x"
    }
  }
}
# ok: terraform.azure.container-secret-in-environment
resource "azurerm_container_group" "b" {
  container {
    secure_environment_variables = {
      MODE = "x"
    }
  }
}
