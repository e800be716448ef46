# ruleid: terraform.azure.aks-secrets-not-rotated
resource "azurerm_kubernetes_cluster" "bad_1" {
}

resource "azurerm_kubernetes_cluster" "bad_1_0" {
  key_vault_secrets_provider {
    # ruleid: terraform.azure.aks-secrets-not-rotated
    secret_rotation_enabled = false
  }
}

# ok: terraform.azure.aks-secrets-not-rotated
resource "azurerm_kubernetes_cluster" "good_1" {
  key_vault_secrets_provider {
    # ok: terraform.azure.aks-secrets-not-rotated
    secret_rotation_enabled = true
  }
}
